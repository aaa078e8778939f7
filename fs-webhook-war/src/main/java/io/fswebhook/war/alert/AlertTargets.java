package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertTarget;
import io.fswebhook.war.settings.AlertSettings;
import io.fswebhook.war.settings.AlertSettings.Destination;
import io.fswebhook.war.settings.AlertSettings.Mail;
import io.fswebhook.war.settings.AlertSettings.Web;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The targets of the settings, and what they share. */
public final class AlertTargets implements AutoCloseable {

  private final AlertClient client = new AlertClient();
  private final Clock clock;

  public AlertTargets(Clock clock) {
    this.clock = clock;
  }

  public List<AlertTarget> of(AlertSettings settings) {
    return settings.targets().stream()
        .<AlertTarget>map(
            target ->
                new ConfiguredTarget(
                    target, transport(target.destination(), settings.consoleUrl())))
        .toList();
  }

  private AlertTransport transport(Destination destination, @Nullable String consoleUrl) {
    if (destination instanceof Mail mail) {
      return new MailAlert(mail, consoleUrl, clock);
    }
    return new PostAlert((Web) destination, consoleUrl, client, clock);
  }

  @Override
  public void close() {
    client.close();
  }
}
