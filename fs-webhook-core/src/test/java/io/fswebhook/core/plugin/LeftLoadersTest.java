package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.testing.CapturedLog;
import java.lang.management.ManagementFactory;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plugin leaves where the JDK keeps it, and with it the plugin's classes. */
class LeftLoadersTest extends HotFixture {

  private final Logger logger = Logger.getLogger("acme.hot.log");

  @AfterEach
  void tidyUp() throws Exception {
    Security.removeProvider("acme-hot");
    List.of(logger.getHandlers()).forEach(logger::removeHandler);
    ObjectName bean = new ObjectName("acme:type=Hot");
    if (ManagementFactory.getPlatformMBeanServer().isRegistered(bean)) {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "leaves a driver, held by JDBC drivers registered with DriverManager (acme.hot.Hot$HotDriver)",
    "leaves a bean, held by MBeans (acme:type=Hot)",
    "leaves a log handler, held by handlers of java.util.logging (acme.hot.Hot$HotHandler at 'acme.hot.log')",
    "leaves a provider, held by security providers (acme.hot.Hot$HotProvider)",
    "leaves a thread, held by threads (left by hot)",
    "leaves a shutdown hook, a shutdown hook",
  })
  void a_plugin_that_stays_in_memory_is_reported_once_with_the_likely_cause(
      String start, String cause) throws Exception {
    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin.LeftLoaders")) {
      replaceOneThat(start);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> {
                lookAfterCollecting();
                assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING Plugin " + jar + ": ")
                    .contains("version 1", "in memory", cause);
              });
      assertThat(report(host, jar).lastError())
          .satisfies(error -> assertThat(error.sentence()).contains(cause));
      lookAfterCollecting();
      assertThat(log.lines()).hasSize(1);
    }
  }

  /** On JDK 25, a client that nobody uses any more is collected with its plugin. */
  @Test
  @EnabledForJreRange(maxVersion = 20) // HttpClient.close() is there from 21 on
  void a_client_that_cannot_be_closed_is_reported_with_what_to_do() throws Exception {
    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin.LeftLoaders")) {
      replaceOneThat("leaves a client");
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> {
                lookAfterCollecting();
                assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(
                        "held by threads of java.net.http.HttpClient (HttpClient-",
                        "-SelectorManager)",
                        "static",
                        "HttpURLConnection",
                        "close()");
              });
    }
  }

  /** Its thread notices within three seconds that the client was collected. */
  @Test
  void a_client_that_was_let_go_is_not_reported() throws Exception {
    Set<Thread> before = httpClients();
    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin")) {
      replaceOneThat("has a client");
      lookAfterCollecting();
      lookAfterCollecting();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                System.gc();
                return before.containsAll(httpClients());
              });
      for (int i = 0; i < 5; i++) {
        lookAfterCollecting();
      }
      assertThat(log.lines()).noneMatch(line -> line.startsWith("WARNING"));
    }
  }

  private static Set<Thread> httpClients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient-"))
        .collect(Collectors.toSet());
  }

  @Test
  void a_plugin_that_leaves_nothing_is_not_reported() throws Exception {
    try (CapturedLog log = new CapturedLog("io.fswebhook.core.plugin.LeftLoaders")) {
      replaceOneThat("works");
      for (int i = 0; i < 5; i++) {
        lookAfterCollecting();
      }
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void a_native_library_that_its_last_version_holds_is_explained() throws Exception {
    jars.write(jar, "1", "hot", "native library");
    start();
    jars.write(jar, "2", "hot", "native library");

    look();

    assertThat(PluginFolders.problems(host))
        .singleElement()
        .asString()
        .contains("start() of handler hot", "native library", "new name");
    assertThat(report(host, jar).version()).isEqualTo("1");
  }

  private void replaceOneThat(String start) throws Exception {
    jars.write(jar, "1", "hot", start);
    start();
    jars.write(jar, "2");
    look();
    await().until(() -> jars.told().contains("1 stop"));
  }

  private void lookAfterCollecting() {
    folders.steady.advance(LeftLoaders.GRACE);
    System.gc();
    host.look();
  }
}
