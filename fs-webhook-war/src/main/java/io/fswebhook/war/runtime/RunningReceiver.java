package io.fswebhook.war.runtime;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.war.access.Authenticator;
import io.fswebhook.war.api.ApiParts;
import io.fswebhook.war.api.ManagementApi;
import io.fswebhook.war.http.AnswerThreads;
import io.fswebhook.war.http.ApiThreads;
import io.fswebhook.war.http.ApplicationParts;
import io.fswebhook.war.http.BodyFilter;
import io.fswebhook.war.http.ClientLimits;
import io.fswebhook.war.http.ExternalAddress;
import io.fswebhook.war.http.ReceiverApplication;
import io.fswebhook.war.http.ServedParts;
import io.fswebhook.war.http.WebhookServlet;
import io.fswebhook.war.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * The receiver with its settings and metrics, from start to stop; the same on a server and
 * standalone.
 */
public final class RunningReceiver implements AutoCloseable {

  private final Settings settings;
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
    this.limits = new ClientLimits(answers);
    this.authenticator = new Authenticator(settings.tokens(), Clock.systemUTC(), System::nanoTime);
  }

  /**
   * Opens the receiver.
   *
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  public static RunningReceiver start(Settings settings) {
    ReceiverMetrics metrics = new ReceiverMetrics();
    Receiver receiver = Receiver.open(settings.receiver(), metrics, Clock.systemUTC());
    HandlerGauges.register(metrics.registry(), receiver::handlers);
    BacklogGauges.register(metrics.registry(), receiver::backlog, () -> names(receiver));
    IntegrityGauge.register(metrics.registry(), receiver::integrity);
    return new RunningReceiver(settings, metrics, receiver);
  }

  private static List<String> names(Receiver receiver) {
    return receiver.handlers().stream().map(HandlerStatus::name).toList();
  }

  /** All that a server is given, for requests of every kind. */
  public ServedParts served() {
    return served(application());
  }

  /** The same with another application than {@link #application}. */
  public ServedParts served(ResourceConfig application) {
    return ServedParts.of(parts(), application);
  }

  /** What takes the deliveries, at {@link WebhookServlet#PATTERN}. */
  public WebhookServlet webhook() {
    return new WebhookServlet(parts());
  }

  /** What reads bodies before {@link #application}. */
  public BodyFilter bodies() {
    return new BodyFilter(parts());
  }

  /** The Jakarta REST application that answers all the rest. */
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
            DescribeSetup.of(settings),
            settings.inForce(),
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
        settings.maxBodySize(),
        metrics.registry());
  }

  private ExternalAddress external() {
    return new ExternalAddress(settings.forwarded());
  }

  /** What became of each plugin. */
  public List<PluginReport> plugins() {
    return receiver.plugins();
  }

  /** Adds to the metrics how many records the log had no room for; a server has its own log. */
  public void showDroppedLogRecords(LongSupplier dropped) {
    metrics.showDroppedLogRecords(dropped);
  }

  /** Lets running handlers end and pending answers be written. */
  @Override
  public void close() {
    apiThreads.close();
    receiver.close();
    answers.close();
  }
}
