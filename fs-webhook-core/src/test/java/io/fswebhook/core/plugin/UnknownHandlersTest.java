package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.HandlerSubscriptions;
import io.fswebhook.core.Receiver;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.CapturedLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings of handlers that are not there are reported with what was probably meant. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnknownHandlersTest {

  @TempDir Path root;

  @Test
  void a_name_that_no_handler_has_is_reported_at_the_start_and_after_a_change() throws Exception {
    PluginFolders folders = new PluginFolders(root);
    PluginJars.of("several")
        .handlers("acme.several.Several")
        .writeTo(folders.plugins.resolve("several.jar"));
    TestSettings settings =
        new TestSettings()
            .set("crm.type", "Several")
            .set("crm.url", "to crm")
            .set("Sevral.url", "to nobody")
            .set("archive.filter", "data.value > 1");

    try (CapturedLog log = new CapturedLog(HandlerSubscriptions.class.getName());
        Receiver receiver = open(folders, settings)) {
      assertThat(receiver.subscriptions().unknown())
          .containsExactly(
              "There is no handler for the settings fs.webhook.handlers.Sevral.*, which have no"
                  + " effect: did you mean fs.webhook.handlers.Several.*?",
              "There is no handler for the settings fs.webhook.handlers.archive.*, which have no"
                  + " effect: add its plugin, or set fs.webhook.handlers.archive.type");
      assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("WARNING "));

      TestSettings changed = new TestSettings().set("crm.type", "Several").set("crm.url", "to crm");
      receiver.prepare(folders.receiver(Duration.ofMillis(200), changed), Set.of()).run();

      assertThat(receiver.subscriptions().unknown()).isEmpty();
      assertThat(log.lines()).hasSize(2);
    }
  }

  private static Receiver open(PluginFolders folders, TestSettings settings) {
    return Receiver.open(
        folders.receiver(Duration.ofMillis(200), settings),
        new ReceiverObserver() {},
        Clock.systemUTC());
  }
}
