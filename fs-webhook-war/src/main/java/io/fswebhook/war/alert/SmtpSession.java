package io.fswebhook.war.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.text.Printable;
import io.fswebhook.war.settings.SmtpSettings;
import io.fswebhook.war.settings.SmtpSettings.Tls;
import java.io.IOException;
import java.io.Writer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient;
import org.apache.commons.net.smtp.AuthenticatingSMTPClient.AUTH_METHOD;
import org.apache.commons.net.smtp.SMTPReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to an SMTP server, for one mail. Messages of failures quote the server, but not
 * its answer to the password.
 */
final class SmtpSession implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SmtpSession.class);

  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 10_000;

  /** All attempts together have to be over before another node sends it. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int LONGEST_QUOTE = 200;

  private final SmtpSettings settings;
  private final AuthenticatingSMTPClient client;
  private final long begun = System.nanoTime();

  SmtpSession(SmtpSettings settings) {
    this.settings = settings;
    this.client = new AuthenticatingSMTPClient("TLS", settings.tls() == Tls.IMPLICIT, UTF_8.name());
    client.setTrustManager(null); // the JDK's; the library's own accepts any chain
    client.setEndpointCheckingEnabled(true);
    client.setConnectTimeout(CONNECT_MILLIS);
    client.setDefaultTimeout(ANSWER_MILLIS);
  }

  /**
   * Sends a mail to those of the addresses that the server accepts.
   *
   * @throws IOException if it accepts none, or not the mail
   */
  void send(List<String> addresses, String mail) throws IOException {
    try {
      open();
      require(client.setSender(settings.from()), "MAIL FROM");
      addRecipients(addresses);
      write(mail);
    } catch (GeneralSecurityException e) {
      throw new IOException("the JVM lacks what it needs to log in: " + e.getMessage(), e);
    }
    quit();
  }

  private void open() throws IOException, GeneralSecurityException {
    client.connect(settings.host(), settings.port());
    require(SMTPReply.isPositiveCompletion(client.getReplyCode()), "the connection");
    hello();
    if (settings.tls() == Tls.STARTTLS) {
      step();
      require(client.execTLS(), "STARTTLS");
      hello();
    }
    String username = settings.username();
    String password = settings.password();
    if (username != null && password != null) {
      logIn(username, password);
    }
  }

  /** By the domain of the sender, which is better known than a name of this machine. */
  private void hello() throws IOException {
    step();
    String from = settings.from();
    int code = client.ehlo(from.substring(from.indexOf('@') + 1));
    require(SMTPReply.isPositiveCompletion(code), "EHLO");
  }

  private void logIn(String username, String password)
      throws IOException, GeneralSecurityException {
    AUTH_METHOD method = method(client.getReplyString());
    step();
    if (!client.auth(method, username, password)) {
      throw new IOException(
          "the mail server refused the user and password of fs.webhook.smtp: "
              + client.getReplyCode());
    }
  }

  /** PLAIN, unless the server has LOGIN only. */
  private static AUTH_METHOD method(String extensions) {
    for (String line : extensions.toUpperCase(Locale.ROOT).split("\\R", -1)) {
      if (line.matches("250[ -]AUTH[ =].*") && line.contains("LOGIN") && !line.contains("PLAIN")) {
        return AUTH_METHOD.LOGIN;
      }
    }
    return AUTH_METHOD.PLAIN;
  }

  /** One that is wrong keeps no mail from the others. */
  private void addRecipients(List<String> addresses) throws IOException {
    boolean anyAccepted = false;
    for (String address : addresses) {
      step();
      if (client.addRecipient(address)) {
        anyAccepted = true;
      } else {
        log.warn("The mail server refused the address {} of an alert: {}", address, answer());
      }
    }
    require(anyAccepted, "all addresses");
  }

  private void write(String mail) throws IOException {
    step();
    try (Writer data = client.sendMessageData()) {
      if (data == null) {
        throw refused("DATA");
      }
      data.write(mail);
    }
    require(client.completePendingCommand(), "the mail");
  }

  /** The mail is accepted, whatever the server says now. */
  private void quit() {
    try {
      step();
      client.quit();
    } catch (IOException e) {
      log.debug("the mail server did not answer to QUIT", e);
    }
  }

  private void step() throws IOException {
    long left = LIMIT.toNanos() - (System.nanoTime() - begun);
    if (left <= 0) {
      throw new IOException("the mail server took longer than " + LIMIT.toSeconds() + " s");
    }
    client.setSoTimeout((int) Math.min(ANSWER_MILLIS, Duration.ofNanos(left).toMillis() + 1));
  }

  private void require(boolean accepted, String what) throws IOException {
    if (!accepted) {
      throw refused(what);
    }
  }

  private IOException refused(String what) {
    return new IOException("the mail server refused " + what + ": " + answer());
  }

  private String answer() {
    @Nullable String reply = client.getReplyString();
    String line = Printable.line(reply == null ? "" : reply.strip());
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
  }

  /** From any thread. */
  @Override
  public void close() {
    try {
      client.disconnect();
    } catch (IOException e) {
      log.debug("the connection to the mail server could not be closed", e);
    }
  }
}
