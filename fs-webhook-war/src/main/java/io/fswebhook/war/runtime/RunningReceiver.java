package io.fswebhook.war.runtime;

import io.fswebhook.core.NodeSettings;
import io.fswebhook.core.Receiver;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.alert.WatchRequests;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.war.access.Authenticator;
import io.fswebhook.war.api.ApiParts;
import io.fswebhook.war.api.ManagementApi;
import io.fswebhook.war.http.AnswerThreads;
import io.fswebhook.war.http.ApiThreads;
import io.fswebhook.war.http.ApplicationParts;
import io.fswebhook.war.http.BodyFilter;
import io.fswebhook.war.http.ClientLimits;
import io.fswebhook.war.http.ExternalAddress;
import io.fswebhook.war.http.Ingest;
import io.fswebhook.war.http.ReceiverApplication;
import io.fswebhook.war.http.ServedParts;
import io.fswebhook.war.http.WebhookServlet;
import io.fswebhook.war.kafka.KafkaJars;
import io.fswebhook.war.kafka.KafkaOptions;
import io.fswebhook.war.kafka.OpenKafka;
import io.fswebhook.war.settings.LiveSettings;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.settings.SettingsChange;
import io.fswebhook.war.settings.TopicSettings;
import io.fswebhook.war.telemetry.Telemetry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * The receiver with its settings and metrics, from start to stop; the same on a server and
 * standalone.
 */
public final class RunningReceiver implements AutoCloseable {

  private final Settings settings;
  private final Telemetry telemetry;
  private final LiveSettings live;
  private final WatchSettings watch;
  private final ReceiverMetrics metrics;
  private final Receiver receiver;
  private final AnswerThreads answers;
  private final ApiThreads apiThreads = new ApiThreads();
  private final RunningAlerts alerts;
  private final Authenticator authenticator;
  private final ClientLimits limits;

  private RunningReceiver(
      Settings settings,
      Telemetry telemetry,
      ReceiverMetrics metrics,
      Receiver receiver,
      WatchRequests requests) {
    this.settings = settings;
    this.telemetry = telemetry;
    this.metrics = metrics;
    this.receiver = receiver;
    this.alerts = new RunningAlerts(settings, receiver, requests, Clock.systemUTC());
    this.answers = new AnswerThreads(settings.receiver().inbox().limits().timeout());
    this.limits = ClientLimits.of(answers);
    this.authenticator =
        new Authenticator(settings.tokens(), settings.proxy(), Clock.systemUTC(), System::nanoTime);
    this.live = new LiveSettings(settings, this::prepare, Clock.systemUTC());
    this.watch = new WatchSettings(live, receiver.operations(), authenticator::lookForExpiry);
  }

  /** Checks changed settings; returns what puts them in force. */
  private Runnable prepare(SettingsChange change) {
    Settings changed = change.settings();
    Runnable receiving = receiver.prepare(changed.receiver(), change.handlers());
    return () -> {
      authenticator.accept(changed.tokens());
      alerts.use(changed);
      receiving.run();
    };
  }

  /**
   * Starts the receiver.
   *
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  public static RunningReceiver start(Settings settings) {
    return start(settings, Telemetry.NONE, KafkaJars.NONE);
  }

  /**
   * As {@link #start(Settings)}.
   *
   * @param telemetry closed with the receiver, or by the caller if the start fails
   * @param kafka the jars, in case they are needed
   */
  public static RunningReceiver start(Settings settings, Telemetry telemetry, KafkaJars kafka) {
    ReceiverMetrics metrics = new ReceiverMetrics();
    WatchRequests requests = new WatchRequests(Clock.systemUTC());
    Receiver receiver =
        Receiver.open(
            settings.receiver(),
            node(settings, kafka),
            metrics.and(requests),
            telemetry.attempts(),
            Clock.systemUTC());
    metrics.registry().register(new JvmMetrics());
    ReceiverGauges.registerHandlers(metrics.registry(), receiver::handlers);
    ReceiverGauges.registerBacklog(metrics.registry(), receiver::backlog, () -> names(receiver));
    ReceiverGauges.registerOldest(metrics.registry(), receiver::backlog);
    ReceiverGauges.registerSizes(metrics.registry(), receiver::sizes);
    ReceiverGauges.registerPlugins(metrics.registry(), receiver::plugins);
    ReceiverGauges.registerBehind(metrics.registry(), receiver::behind);
    TopicGauges.register(metrics.registry(), receiver::topicLags);
    TopicGauges.registerCounts(metrics.registry(), receiver::topicCounts);
    ReceiverGauges.registerIntegrity(metrics.registry(), receiver::integrity);
    ReceiverGauges.registerAttention(metrics.registry(), receiver::attention);
    telemetry.export(metrics.registry());
    RunningReceiver running = new RunningReceiver(settings, telemetry, metrics, receiver, requests);
    running.watch.start();
    running.alerts.start();
    return running;
  }

  private static NodeSettings node(Settings settings, KafkaJars jars) {
    TopicSettings kafka = settings.kafka();
    return new NodeSettings(
        settings.roles(),
        kafka == null
            ? null
            : new OpenKafka(
                jars,
                new KafkaOptions(
                    kafka, settings.receiver().inbox().limits(), settings.maxBodySize())));
  }

  private static List<String> names(Receiver receiver) {
    return receiver.handlers().stream().map(HandlerStatus::name).toList();
  }

  /** Everything that the standalone server serves. */
  public ServedParts served() {
    return ServedParts.of(parts(), this::application);
  }

  /** The servlet for deliveries, at {@link WebhookServlet#PATTERNS}. */
  public WebhookServlet webhook() {
    return new WebhookServlet(parts());
  }

  /** The filter that reads bodies before {@link #application}. */
  public BodyFilter bodies() {
    return new BodyFilter(parts());
  }

  /** The Jakarta REST application for everything else. */
  public ResourceConfig application() {
    ResourceConfig application = ReceiverApplication.of(parts());
    ManagementApi.addTo(
        application,
        new ApiParts(
            receiver,
            settings.receiver().inbox().limits().timeout(),
            apiThreads,
            external(),
            authenticator,
            settings.metricsPublic(),
            live,
            alerts.watcher(),
            Clock.systemUTC()));
    return application;
  }

  private ApplicationParts parts() {
    return new ApplicationParts(
        new ReceiverIngest(receiver, metrics),
        answers,
        Clock.systemUTC(),
        external(),
        telemetry.requests(),
        limits,
        () -> live.current().maxBodySize(),
        metrics.registry());
  }

  private ExternalAddress external() {
    return new ExternalAddress(settings.forwarded());
  }

  /** The report of each plugin. */
  public List<PluginReport> plugins() {
    return receiver.plugins();
  }

  /** Adds the number of dropped log records to the metrics; standalone only. */
  public void showDroppedLogRecords(LongSupplier dropped) {
    metrics.showDroppedLogRecords(dropped);
  }

  /** Lets running handlers finish and pending responses be written. */
  @Override
  public void close() {
    watch.close();
    alerts.close();
    apiThreads.close();
    receiver.close();
    answers.close();
    telemetry.close();
  }

  /** The receiver as the resources see it. */
  private record ReceiverIngest(Receiver receiver, ReceiverMetrics metrics) implements Ingest {

    @Override
    public CompletionStage<Receipt> receive(RawRequest request) throws RefusedException {
      return receiver.receive(request);
    }

    @Override
    public void admit(RawRequest head) throws RefusedException {
      receiver.admit(head);
    }

    @Override
    public void refused(String code) {
      metrics.refused(code);
    }

    @Override
    public boolean isReady() {
      return receiver.isReady();
    }

    @Override
    public long behind() {
      return receiver.behind();
    }

    @Override
    public List<AttentionItem> attention() {
      return receiver.attention();
    }

    @Override
    public Optional<Integrity> integrity() {
      return receiver.integrity();
    }
  }
}
