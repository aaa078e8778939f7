package io.fswebhook.war.runtime;

import io.fswebhook.core.AttentionItem;
import io.fswebhook.core.Receiver;
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
import io.fswebhook.war.settings.LiveSettings;
import io.fswebhook.war.settings.Settings;
import io.fswebhook.war.settings.SettingsChange;
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
  private final LiveSettings live;
  private final WatchSettings watch;
  private final ReceiverMetrics metrics;
  private final Receiver receiver;
  private final AnswerThreads answers;
  private final ApiThreads apiThreads = new ApiThreads();
  private final Authenticator authenticator;
  private final ClientLimits limits;

  private RunningReceiver(Settings settings, ReceiverMetrics metrics, Receiver receiver) {
    this.settings = settings;
    this.metrics = metrics;
    this.receiver = receiver;
    this.answers = new AnswerThreads(settings.receiver().inbox().limits().timeout());
    this.limits = ClientLimits.of(answers);
    this.authenticator = new Authenticator(settings.tokens(), Clock.systemUTC(), System::nanoTime);
    this.live = new LiveSettings(settings, this::prepare, Clock.systemUTC());
    this.watch = new WatchSettings(live, receiver.operations());
  }

  /** Checks changed settings; returns what puts them in force. */
  private Runnable prepare(SettingsChange change) {
    Settings changed = change.settings();
    Runnable receiving = receiver.prepare(changed.receiver(), change.handlers());
    return () -> {
      authenticator.accept(changed.tokens());
      receiving.run();
    };
  }

  /**
   * Starts the receiver.
   *
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  public static RunningReceiver start(Settings settings) {
    ReceiverMetrics metrics = new ReceiverMetrics();
    Receiver receiver = Receiver.open(settings.receiver(), metrics, Clock.systemUTC());
    metrics.registry().register(new JvmMetrics());
    ReceiverGauges.registerHandlers(metrics.registry(), receiver::handlers);
    ReceiverGauges.registerBacklog(metrics.registry(), receiver::backlog, () -> names(receiver));
    ReceiverGauges.registerOldest(metrics.registry(), receiver::backlog);
    ReceiverGauges.registerSizes(metrics.registry(), receiver::sizes);
    ReceiverGauges.registerPlugins(metrics.registry(), receiver::plugins);
    ReceiverGauges.registerBehind(metrics.registry(), receiver::behind);
    ReceiverGauges.registerIntegrity(metrics.registry(), receiver::integrity);
    ReceiverGauges.registerAttention(metrics.registry(), receiver::attention);
    RunningReceiver running = new RunningReceiver(settings, metrics, receiver);
    running.watch.start();
    return running;
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
            Clock.systemUTC()));
    return application;
  }

  private ApplicationParts parts() {
    return new ApplicationParts(
        new ReceiverIngest(receiver, metrics),
        answers,
        Clock.systemUTC(),
        external(),
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
    apiThreads.close();
    receiver.close();
    answers.close();
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
