package io.fswebhook.war.alert;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.fswebhook.war.settings.SmtpSettings;
import io.fswebhook.war.settings.SmtpSettings.Tls;
import jakarta.mail.Header;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real mail server, on a free port, with one user. */
public final class MailDouble implements AutoCloseable {

  public static final String USER = "hooks";
  public static final String PASSWORD = "mail-pässword";
  public static final String FROM = "hooks@example.com";
  public static final String OPS = "ops@example.org";

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  public MailDouble() {
    server.start();
    server.setUser(OPS, USER, PASSWORD);
  }

  public int port() {
    return server.getSmtp().getPort();
  }

  /** Of a receiver. */
  public Map<String, String> settingsOfTarget(String target) {
    return Map.of(
        "fs.webhook.alerts." + target + ".email",
        OPS,
        "fs.webhook.smtp.host",
        "127.0.0.1",
        "fs.webhook.smtp.port",
        String.valueOf(port()),
        "fs.webhook.smtp.from",
        FROM,
        "fs.webhook.smtp.username",
        USER,
        "fs.webhook.smtp.password",
        PASSWORD);
  }

  /** The same in a file. */
  public String lines(String target) {
    return settingsOfTarget(target).entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining("\n"));
  }

  SmtpSettings settings() {
    return settings("127.0.0.1", port(), Tls.NONE, PASSWORD);
  }

  static SmtpSettings settings(String host, int port, Tls tls, String password) {
    return new SmtpSettings(host, port, tls, USER, password, FROM);
  }

  /** All that have arrived, once for each recipient. */
  public List<MimeMessage> received() {
    return List.of(server.getReceivedMessages());
  }

  /** Those with this in their subject. */
  public List<MimeMessage> received(String inSubject) {
    return received().stream().filter(mail -> subject(mail).contains(inSubject)).toList();
  }

  public static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> headers(MimeMessage mail) throws Exception {
    return Collections.list(mail.getAllHeaders()).stream().map(Header::getName).toList();
  }

  @Override
  public void close() {
    server.stop();
  }
}
