package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A receiver with SQLite is stopped under load, replaced by a version with one migration more, and
 * taken back to this version, which finds the newer tables: once in order, and once after a kill.
 */
@Tag("long")
class SqliteUpgradeIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern NEWER = Pattern.compile("has migrated the tables to schema version");

  @TempDir private Path folder;
  private @Nullable Load load;

  @Test
  void nothing_is_lost_by_an_upgrade_and_the_way_back() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    RecorderPlugin recorder =
        RecorderPlugin.dropInto(home.resolve("plugins"), folder.resolve("handled.txt"));
    Files.writeString(home.resolve("fs-webhook.properties"), recorder.setting() + "\n");
    Path newer = NewerWar.in(folder);

    use(WarCommand.war(), home, SqliteUpgradeIT::stop).close();
    use(newer, home, SqliteUpgradeIT::stop).close();
    use(WarCommand.war(), home, WarProcess::kill).close();
    use(newer, home, WarProcess::kill).close();
    try (WarProcess last = use(WarCommand.war(), home, running -> {})) {
      last.awaitLine(NEWER, LIMIT);
      Load all = load;
      assertThat(all).isNotNull();
      Eventually.holds(
          "every acknowledged delivery is handled",
          LIMIT,
          () -> recorder.ids().containsAll(all.acknowledged()));
      all.assertNoneIsStoredTwice();
    }
  }

  @FunctionalInterface
  private interface End {
    void of(WarProcess running) throws Exception;
  }

  private static void stop(WarProcess running) throws Exception {
    running.terminate();
    assertThat(running.awaitExit(LIMIT)).isZero();
  }

  /** Starts it, and ends it while deliveries arrive. */
  private WarProcess use(Path war, Path home, End end) throws Exception {
    WarProcess running = start(war, home);
    List<URI> receivers = List.of(running.awaitListening());
    Load next = load == null ? Load.on(receivers, 4) : load.continuedOn(receivers, 4);
    load = next;
    try (next) {
      next.awaitMore(100);
      end.of(running);
    }
    return running;
  }

  private WarProcess start(Path war, Path home) throws IOException {
    return WarCommand.in(folder)
        .of(war)
        .withSender()
        .java("-Xmx256m")
        .java("-Dfs.webhook.home=" + home)
        .start("serve", "--port", "0");
  }
}
