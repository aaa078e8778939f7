package io.fswebhook.war.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.fswebhook.core.inbox.AlertNotice.Step;
import io.fswebhook.war.it.TestKeystore;
import io.fswebhook.war.settings.AlertSettings.Mail;
import io.fswebhook.war.settings.SmtpSettings;
import io.fswebhook.war.settings.SmtpSettings.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedMailTest {

  private static final String TRUST = "javax.net.ssl.trustStore";
  private static final String TRUST_PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String STORE_PASSWORD = "of-the-store";

  private final MailDouble server = new MailDouble();
  private SSLContext tls;
  private Path store;

  @BeforeAll
  void make(@TempDir Path folder) throws Exception {
    store =
        TestKeystore.make(
            folder.resolve("mail.p12"), STORE_PASSWORD, "mail", "-ext", "san=dns:localhost");
    tls = tls();
  }

  @AfterEach
  void trustNobody() {
    System.clearProperty(TRUST);
    System.clearProperty(TRUST_PASSWORD);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "IMPLICIT"})
  void a_mail_is_encrypted_to_a_server_that_is_trusted(Tls how) throws Exception {
    trustTheServer();
    int before = server.received().size();
    send("localhost", how, server.port());

    assertThat(server.received()).hasSize(before + 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "IMPLICIT"})
  void a_certificate_of_an_unknown_authority_gets_nothing(Tls how) {
    refused("localhost", how).withMessageContaining("certification path");
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "IMPLICIT"})
  void a_certificate_of_another_host_gets_nothing(Tls how) {
    trustTheServer();

    refused("127.0.0.1", how).withMessageContaining("127.0.0.1");
  }

  @Test
  void a_server_that_cannot_encrypt_gets_nothing() {
    int before = server.received().size();
    SmtpSettings settings =
        MailDouble.settings("localhost", server.port(), Tls.STARTTLS, MailDouble.PASSWORD);

    assertThatIOException()
        .isThrownBy(() -> target(settings).send(SampleMessage.of(Step.OPENED, "ChatAlert")))
        .withMessageStartingWith("the mail server refused STARTTLS: ");
    assertThat(server.received()).hasSize(before);
  }

  private org.assertj.core.api.ThrowableAssertAlternative<?> refused(String host, Tls how) {
    int before = server.received().size();
    var refused = assertThatIOException().isThrownBy(() -> send(host, how, server.port()));
    assertThat(server.received()).hasSize(before);
    return refused;
  }

  private void trustTheServer() {
    System.setProperty(TRUST, store.toString());
    System.setProperty(TRUST_PASSWORD, STORE_PASSWORD);
  }

  private void send(String host, Tls how, int port) throws IOException {
    try (TlsFront front = new TlsFront(tls, how == Tls.IMPLICIT, port)) {
      target(MailDouble.settings(host, front.port(), how, MailDouble.PASSWORD))
          .send(SampleMessage.of(Step.OPENED, "ChatAlert"));
    }
  }

  private static MailAlert target(SmtpSettings settings) {
    return new MailAlert(new Mail(List.of(MailDouble.OPS), settings), null, Clock.systemUTC());
  }

  private SSLContext tls() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(store)) {
      keys.load(content, STORE_PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
