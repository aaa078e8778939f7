package io.fswebhook.plugins.sample.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the target. */
class ForwardRouteTest {

  private static final String PREFIX = "fs.webhook.handlers.HttpForward.";
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void a_target_that_asks_for_a_certificate_gets_it_and_must_have_a_trusted_one() throws Exception {
    Path client = keystore("client");
    Path server = keystore("server");
    HttpsServer target = target(server, client);
    try {
      HandlerHarness.Builder builder =
          builder("https://127.0.0.1:" + target.getAddress().getPort() + "/");
      assertThat(deliver(builder).thrown())
          .hasRootCauseMessage("unable to find valid certification path to requested target");

      builder.setting("trusted-certificates", pem(server).toString());
      assertThat(deliver(builder).result()).isEqualTo(Result.RETRY);

      builder
          .setting("client-keystore", client.toString())
          .setting("client-keystore-password", PASSWORD);
      assertThat(deliver(builder).result()).isEqualTo(Result.SUCCEEDED);
    } finally {
      target.stop(0);
    }
  }

  @Test
  void a_proxy_gets_the_request_and_looks_the_host_up() throws Exception {
    try (FakeTarget proxy = new FakeTarget()) {
      HandlerHarness.Builder builder =
          builder("http://nowhere.invalid/hook")
              .setting("proxy", proxy.url().replaceFirst("/hook.*", ""));

      assertThat(deliver(builder).result()).isEqualTo(Result.SUCCEEDED);

      assertThat(proxy.received.get(0).path()).isEqualTo("http://nowhere.invalid/hook");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void an_address_that_is_not_public_is_refused_where_that_is_wanted(String host) throws Exception {
    try (FakeTarget target = new FakeTarget()) {
      HandlerHarness.Builder builder =
          builder(target.url().replace("127.0.0.1", host)).setting("public-addresses-only", "true");

      Outcome outcome = deliver(builder);

      assertThat(outcome.result()).isEqualTo(Result.RETRY);
      assertThat(outcome.message()).contains("has an address that is not public");
      assertThat(target.received).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proxy | proxy:3128 | must be http:// with a host and a port",
        "proxy | https://proxy:3128 | must be http:// with a host and a port",
        "proxy | http://proxy | must be http:// with a host and a port",
        "proxy | http://ada:s3cret@proxy:3128 | must be http:// with a host and a port",
        "client-keystore-password | s3cret | is set without",
        "client-keystore | nowhere.p12 | client-keystore-password is not set",
        "trusted-certificates | nowhere.pem | must be the path of a file with certificates in PEM"
      })
  void a_wrong_way_is_refused_with_the_rule(String key, String value, String rule) {
    assertThatThrownBy(() -> builder("https://example.com/").setting(key, value).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(PREFIX + key)
        .hasMessageContaining(rule)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void files_that_hold_no_certificate_are_refused() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "none");
    assertThatThrownBy(
            () ->
                builder("https://example.com/")
                    .setting("trusted-certificates", text.toString())
                    .start())
        .hasMessageContaining(PREFIX + "trusted-certificates");
    assertThatThrownBy(
            () ->
                builder("https://example.com/")
                    .setting("client-keystore", text.toString())
                    .setting("client-keystore-password", "s3cret")
                    .start())
        .hasMessageContaining(PREFIX + "client-keystore must be the path of a PKCS #12 file")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void public_addresses_cannot_be_asked_for_behind_a_proxy() {
    assertThatThrownBy(
            () ->
                builder("https://example.com/")
                    .setting("proxy", "http://proxy:3128")
                    .setting("public-addresses-only", "true")
                    .start())
        .hasMessageStartingWith(PREFIX + "public-addresses-only cannot be checked")
        .hasMessageContaining(PREFIX + "proxy");
  }

  private static HandlerHarness.Builder builder(String url) {
    return HandlerHarness.of(new HttpForwardHandler()).setting("url", url);
  }

  private static Outcome deliver(HandlerHarness.Builder builder) throws Exception {
    try (HandlerHarness harness = builder.start()) {
      return harness.deliver(SampleEvents.noteCreated());
    }
  }

  /** Trusts only that client. */
  private static HttpsServer target(Path shown, Path trusted) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(shown), PASSWORD.toCharArray());
    KeyStore clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    clients.setCertificateEntry("client", load(trusted).getCertificate("key"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(clients);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(204, -1);
          call.close();
        });
    server.start();
    return server;
  }

  private static KeyStore load(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, PASSWORD.toCharArray());
    }
    return store;
  }

  private Path pem(Path keystore) throws Exception {
    byte[] certificate = load(keystore).getCertificate("key").getEncoded();
    return Files.writeString(
        folder.resolve("trusted.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n");
  }

  private Path keystore(String name) throws Exception {
    Path keystore = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "key",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    keystore.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keystore).exists();
    return keystore;
  }
}
