package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.INBOX_URL;
import static io.fswebhook.war.settings.SettingType.SECRET;
import static io.fswebhook.war.settings.SettingType.TEXT;
import static io.fswebhook.war.settings.SettingType.choice;
import static io.fswebhook.war.settings.SettingType.duration;
import static io.fswebhook.war.settings.SettingType.wholeNumber;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where, how, and how long deliveries are stored. */
final class ReadInbox {

  static final Setting<InboxPlace> URL =
      optional(
              "inbox.url",
              INBOX_URL,
              "The database of deliveries: an SQLite file on a local disk, or a PostgreSQL database that"
                  + " several nodes may share.")
          .orElse("`jdbc:sqlite:<home>/data/inbox.db`");

  private static final Setting<String> USERNAME =
      optional("inbox.username", TEXT, "The PostgreSQL user.");

  private static final Setting<String> PASSWORD =
      optional("inbox.password", SECRET, "The PostgreSQL password.");

  static final Setting<String> DATASOURCE =
      optional(
          "inbox.datasource",
          TEXT,
          "The JNDI name of a PostgreSQL data source of the application server, instead of the URL.");

  private static final Setting<Duration> TIMEOUT =
      setting(
          "inbox.timeout",
          duration("PT1S", "PT10M"),
          "PT10S",
          "The time limit for storing a delivery, after which it is answered 503, and for a response"
              + " from PostgreSQL, after which the connection is closed.");

  private static final Setting<Duration> LEASE =
      setting(
              "inbox.lease",
              duration("PT1S", "PT1H"),
              "PT15S",
              "PostgreSQL: how long a node may be unresponsive before others take over its tasks. Must be"
                  + " longer than `fs.webhook.inbox.timeout`.")
          .orElse("`PT15S`, or twice a longer timeout");

  private static final Setting<Integer> MAX_WAITING =
      setting(
          "inbox.max-waiting",
          wholeNumber(1, 1_000_000),
          "10000",
          "How many deliveries may be waiting to be stored; more are answered 503.");

  private static final Setting<Integer> MAX_WAITING_BYTES =
      setting(
              "inbox.max-waiting-bytes",
              wholeNumber(1, 1 << 30),
              "67108864",
              "Their maximum total size in bytes; more are answered 503.")
          .orElse("`67108864`, or an eighth of a smaller heap");

  private static final Setting<Boolean> SAME_BODY =
      setting(
          "duplicates.same-body",
          choice("choice", Map.of("timed", true, "never", false)),
          "timed",
          "`timed`: an identical body from the same organization is a duplicate even if it is signed"
              + " again, provided that its `data` contains a time (`created` or `timestamp`). `never`:"
              + " only an identical signature is.");

  private static final Setting<Duration> RETENTION =
      setting(
          "retention",
          duration("PT0.001S", "PT87600H"),
          "P30D",
          "How long deliveries are kept after receipt if all of their tasks succeeded or were"
              + " discarded; also applies to rejected requests. It may be shorter than the validity of"
              + " signatures, since the data that prevents replays is kept longer.");

  private static final Setting<Duration> RETENTION_OF_DEAD =
      setting(
              "retention.dead",
              duration("PT0.001S", "PT87600H"),
              "P90D",
              "The same for deliveries with a dead letter, or with tasks of a handler that is no longer"
                  + " subscribed. Must not be shorter than `fs.webhook.retention`.")
          .orElse("`P90D`, or the retention if that is longer");

  static final List<Setting<?>> SETTINGS =
      List.of(
          URL,
          USERNAME,
          PASSWORD,
          DATASOURCE,
          TIMEOUT,
          LEASE,
          MAX_WAITING,
          MAX_WAITING_BYTES,
          SAME_BODY,
          RETENTION.live(),
          RETENTION_OF_DEAD.live());

  private ReadInbox() {}

  static InboxSettings read(SettingReader reader, Duration signaturesKept, Path home) {
    return new InboxSettings(
        place(reader, home),
        reader.get(SAME_BODY),
        retention(reader),
        limits(reader),
        signaturesKept);
  }

  private static InboxPlace place(SettingReader reader, Path home) {
    String dataSource = reader.find(DATASOURCE).orElse(null);
    if (dataSource != null) {
      refuseBeside(DATASOURCE.name(), reader, URL.name());
      return new InboxPlace.Source(LookUpDataSource.named(dataSource), dataSource);
    }
    InboxPlace place = urlOrFile(reader, home);
    if (place instanceof InboxPlace.Url postgres) {
      return new InboxPlace.Url(
          postgres.url(), reader.find(USERNAME).orElse(null), reader.find(PASSWORD).orElse(null));
    }
    refuseBeside(URL.name() + " for SQLite", reader);
    return place;
  }

  /** Without user and password. */
  static InboxPlace urlOrFile(SettingReader reader, Path home) {
    return reader.find(URL).orElseGet(() -> inHome(home));
  }

  private static InboxPlace inHome(Path home) {
    if (home.toString().contains("?")) {
      throw ReadServer.HOME.refused(
          "must be a folder without ? in its path, where SQLite's parameters would begin",
          home.toString());
    }
    return new InboxPlace.File(home.resolve("data").resolve("inbox.db"));
  }

  private static void refuseBeside(String set, SettingReader reader, String... others) {
    Stream.concat(
            Stream.of(others), Stream.of(USERNAME.name(), PASSWORD.name(), PASSWORD.fileName()))
        .filter(other -> reader.text(other).isPresent())
        .findFirst()
        .ifPresent(
            other -> {
              throw new StartException(
                  other + " cannot be combined with " + set + ": remove one of the two");
            });
  }

  private static InboxLimits limits(SettingReader reader) {
    Duration timeout = reader.get(TIMEOUT);
    return new InboxLimits(
        reader.get(MAX_WAITING), waitingBytes(reader), timeout, lease(reader, timeout));
  }

  private static long waitingBytes(SettingReader reader) {
    return reader
        .find(MAX_WAITING_BYTES)
        .map(Integer::longValue)
        .orElse(InboxLimits.DEFAULT.mostWaitingBytes());
  }

  /** A hanging connection alone must not end the lease. */
  private static Duration lease(SettingReader reader, Duration timeout) {
    Duration lease = reader.get(LEASE);
    if (lease.compareTo(timeout) > 0) {
      return lease;
    }
    if (reader.find(LEASE).isEmpty()) {
      return timeout.multipliedBy(2);
    }
    throw LEASE.refused(
        "must be longer than " + TIMEOUT.name() + " (" + timeout + ")", lease.toString());
  }

  static Retention retention(SettingReader reader) {
    Duration finished = reader.get(RETENTION);
    Duration dead = reader.get(RETENTION_OF_DEAD);
    if (dead.compareTo(finished) >= 0) {
      return new Retention(finished, dead);
    }
    return reader
        .text(RETENTION_OF_DEAD.name())
        .<Retention>map(
            text -> {
              throw RETENTION_OF_DEAD.refused(
                  "must not be shorter than " + RETENTION.name() + " (" + finished + ")", text);
            })
        .orElse(new Retention(finished, finished));
  }
}
