package io.fswebhook.war.bench;

import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.postgres.PostgresInbox;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.war.it.PluginJar;
import io.fswebhook.war.it.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A receiver's home and its inbox, of either kind. */
final class GrownInbox {

  static final String HANDLER = "Growing";

  private static final int CLAIMS = 21;
  private static final int TASKS = 100;

  private final Path home;
  private final @Nullable PostgresServer postgres;

  /**
   * In a folder that is not there yet.
   *
   * @param postgres gets a database of the folder's name; null for SQLite
   */
  GrownInbox(Path home, @Nullable PostgresServer postgres) throws Exception {
    this.home = home;
    this.postgres = postgres;
    PluginJar.dropInto(home.resolve("plugins"), HANDLER, home.resolve("build"));
    if (postgres != null) {
      postgres.execute("CREATE DATABASE " + home.getFileName());
    }
  }

  Path home() {
    return home;
  }

  BenchedServer start() throws Exception {
    return BenchedServer.ofWar(home, settings());
  }

  private Map<String, String> settings() {
    return postgres == null
        ? Map.of()
        : Map.of("fs.webhook.inbox.url", url(postgres), "fs.webhook.inbox.username", "postgres");
  }

  private String url(PostgresServer server) {
    return server.url().replaceFirst("/postgres$", "/" + home.getFileName());
  }

  /** In a receiver that does not run; milliseconds for a hundred tasks. */
  double millisToClaim() throws Exception {
    List<Double> millis = new ArrayList<>();
    try (Inbox inbox = open()) {
      for (int i = 0; i < CLAIMS; i++) {
        long begin = System.nanoTime();
        Claim claim = inbox.claim(HANDLER, TASKS).toCompletableFuture().get(1, TimeUnit.MINUTES);
        millis.add((System.nanoTime() - begin) / 1e6);
        if (claim.tasks().size() != TASKS) {
          throw new IllegalStateException("claimed " + claim.tasks().size() + " of " + TASKS);
        }
        inbox.release(claim.tasks());
      }
    }
    return Medians.of(millis);
  }

  private Inbox open() {
    if (postgres == null) {
      Path file = home.resolve("data").resolve("inbox.db");
      return SqliteInbox.open(
          file, settings(new InboxPlace.File(file)), ReceiverObserver.NONE, Clock.systemUTC());
    }
    InboxPlace.Server place = new InboxPlace.Url(url(postgres), "postgres", null);
    return PostgresInbox.open(place, settings(place), ReceiverObserver.NONE, Clock.systemUTC());
  }

  private static InboxSettings settings(InboxPlace place) {
    return new InboxSettings(place, true, Retention.DEFAULT, InboxLimits.DEFAULT);
  }

  /** Of the tables and indexes, or of the files. */
  long bytes() throws Exception {
    if (postgres != null) {
      String size = "SELECT pg_database_size('" + home.getFileName() + "')";
      return Long.parseLong(postgres.value(size));
    }
    return Folders.bytes(home.resolve("data"));
  }

  /** With its database. */
  void delete() throws Exception {
    Folders.delete(home);
    if (postgres != null) {
      postgres.execute("DROP DATABASE " + home.getFileName() + " WITH (FORCE)");
    }
  }
}
