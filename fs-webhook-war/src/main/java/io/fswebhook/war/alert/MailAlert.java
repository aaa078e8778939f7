package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertMessage;
import io.fswebhook.war.settings.AlertSettings.Mail;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Sends alerts by mail. */
final class MailAlert implements AlertTransport {

  private final Mail settings;
  private final @Nullable String consoleUrl;
  private final Clock clock;
  private volatile @Nullable SmtpSession session;
  private volatile boolean closed;

  MailAlert(Mail settings, @Nullable String consoleUrl, Clock clock) {
    this.settings = settings;
    this.consoleUrl = consoleUrl;
    this.clock = clock;
  }

  /** On a connection of its own: alerts are rare. */
  @Override
  public void send(AlertMessage message) throws IOException {
    try (SmtpSession opened = new SmtpSession(settings.server())) {
      session = opened;
      if (closed) {
        throw new IOException("the target is replaced");
      }
      opened.send(settings.addresses(), mail(message));
    } finally {
      session = null;
    }
  }

  private String mail(AlertMessage message) {
    return new AlertMail(
            message, settings.server().from(), settings.addresses(), consoleUrl, clock.instant())
        .text();
  }

  /** An interrupt does not end a read. */
  @Override
  public void close() {
    closed = true;
    SmtpSession opened = session;
    if (opened != null) {
      opened.close();
    }
  }
}
