package io.fswebhook.war.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.TestKeystore;
import io.fswebhook.war.settings.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final String PASSWORD = "changed-at-test-time";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Each key store is made once: keytool is a JVM of its own. */
  @TempDir private static Path made;

  @TempDir private Path folder;

  @Test
  void it_answers_over_tls_by_its_address() throws Exception {
    Path keystore = made("first");
    try (TestServer server = new TestServer(tls(keystore, PASSWORD));
        SSLSocket socket = connected(server, keystore)) {
      assertThat(server.server.uri()).hasScheme("https");
      assertThat(RawHttp.ask(socket, RawHttp.get("/hello"))).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void browsers_are_told_to_come_by_https_only_with_every_answer() throws Exception {
    Path keystore = made("first");
    try (TestServer server = new TestServer(tls(keystore, PASSWORD))) {
      for (String request :
          new String[] {
            RawHttp.get("/hello"),
            RawHttp.get("/console/"),
            RawHttp.get("/health/live"),
            RawHttp.get("/fails"),
            RawHttp.get("/webhook"),
            "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
            "NONSENSE\r\n\r\n",
          }) {
        try (SSLSocket socket = connected(server, keystore)) {
          assertThat(RawHttp.ask(socket, request))
              .contains("Strict-Transport-Security: max-age=31536000\r\n");
        }
      }
    }
  }

  @Test
  void a_renewed_file_is_taken_without_a_restart() throws Exception {
    Path keystore = made("first");
    Path renewed = made("renewed");
    try (TestServer server = new TestServer(tls(keystore, PASSWORD))) {
      assertThat(subject(server, keystore)).isEqualTo("CN=first");
      Files.move(renewed, keystore, StandardCopyOption.REPLACE_EXISTING);
      Eventually.holds(
          "the new certificate is served", LIMIT, () -> isServed(server, keystore, "CN=renewed"));
    }
  }

  @Test
  void a_broken_renewed_file_leaves_the_certificate_in_use() throws Exception {
    Path file = made("first");
    Keystore keystore = new Keystore(file, PASSWORD);
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(file.toString());
    tls.setKeyStorePassword(PASSWORD);
    tls.start();
    SSLContext inUse = tls.getSslContext();

    Files.writeString(file, "not a key store");
    new RenewKeystore(tls, keystore).reload();

    assertThat(tls.getSslContext()).isSameAs(inUse);
  }

  @Test
  void a_wrong_password_is_a_sentence_that_names_the_setting() throws Exception {
    Path keystore = made("first");
    assertThatThrownBy(() -> StandaloneServer.bind(tls(keystore, "wrong")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("fs.webhook.http.tls.password")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void a_missing_file_is_a_sentence_that_names_the_setting() {
    Path missing = folder.resolve("missing.p12");
    assertThatThrownBy(() -> StandaloneServer.bind(tls(missing, PASSWORD)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("fs.webhook.http.tls.keystore=" + missing);
  }

  @Test
  void another_file_is_a_sentence_that_names_the_setting() throws Exception {
    Path text = Files.writeString(folder.resolve("text.p12"), "not a key store");
    assertThatThrownBy(() -> StandaloneServer.bind(tls(text, PASSWORD)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("fs.webhook.http.tls.keystore=" + text)
        .hasMessageContaining("PKCS #12");
  }

  private static HttpSettings tls(Path keystore, String password) {
    return new HttpSettings("127.0.0.1", 0, keystore, password);
  }

  private static boolean isServed(TestServer server, Path trusted, String subject)
      throws Exception {
    try {
      return subject(server, trusted).equals(subject);
    } catch (SSLException e) {
      // The old certificate is not in the new file, so it is not trusted any more.
      return false;
    }
  }

  private static String subject(TestServer server, Path trusted) throws Exception {
    try (SSLSocket socket = connected(server, trusted)) {
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    }
  }

  private static SSLSocket connected(TestServer server, Path trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(trusted)) {
      store.load(content, PASSWORD.toCharArray());
    }
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.startHandshake();
    return socket;
  }

  private Path made(String name) throws IOException, InterruptedException {
    Path keystore = made.resolve(name + ".p12");
    if (!Files.exists(keystore)) {
      TestKeystore.make(keystore, PASSWORD, name, "-alias", "server", "-ext", "san=ip:127.0.0.1");
    }
    return Files.copy(keystore, folder.resolve(keystore.getFileName()));
  }
}
