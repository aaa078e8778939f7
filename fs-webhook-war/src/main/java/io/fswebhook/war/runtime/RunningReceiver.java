package io.fswebhook.war.runtime;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.war.http.AnswerThreads;
import io.fswebhook.war.http.ApplicationParts;
import io.fswebhook.war.http.ExternalAddress;
import io.fswebhook.war.http.ReceiverApplication;
import io.fswebhook.war.http.WebhookServlet;
import io.fswebhook.war.settings.Settings;
import java.time.Clock;
import java.util.List;
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

  private RunningReceiver(Settings settings, ReceiverMetrics metrics, Receiver receiver) {
    this.settings = settings;
    this.metrics = metrics;
    this.receiver = receiver;
    this.answers = new AnswerThreads(settings.receiver().inbox().limits().timeout());
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
    return new RunningReceiver(settings, metrics, receiver);
  }

  /** What takes the deliveries, at {@link WebhookServlet#PATTERN}. */
  public WebhookServlet webhook() {
    return new WebhookServlet(parts());
  }

  /** The Jakarta REST application that answers all the rest. */
  public ResourceConfig application() {
    return ReceiverApplication.of(parts());
  }

  private ApplicationParts parts() {
    return new ApplicationParts(
        new ReceiverFront(receiver, metrics),
        answers,
        Clock.systemUTC(),
        new ExternalAddress(settings.forwarded()),
        settings.maxBodySize(),
        metrics.registry(),
        settings.metricsPublic(),
        settings.adminToken());
  }

  /** What became of each plugin. */
  public List<PluginReport> plugins() {
    return receiver.plugins();
  }

  /** Lets running handlers end and pending answers be written. */
  @Override
  public void close() {
    receiver.close();
    answers.close();
  }
}
