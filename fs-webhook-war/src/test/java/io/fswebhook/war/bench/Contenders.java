package io.fswebhook.war.bench;

import io.fswebhook.war.it.PluginJar;
import io.fswebhook.war.it.PostgresServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Starts the servers that are measured, and ends them. */
final class Contenders implements AutoCloseable {

  static final String BASELINE = "bare Jersey resource, stores nothing";
  static final String SQLITE = "fs-webhook, SQLite";
  static final String STREAM = "fs-webhook, SQLite, a stream with a token";
  static final String HANDLED = "fs-webhook, SQLite, stored and handled";
  static final String ONE_HANDLER = "fs-webhook, SQLite, one handler";
  static final String FILTERED = "fs-webhook, SQLite, 20 handlers by filter, one matches";
  static final String POSTGRESQL = "fs-webhook, PostgreSQL";
  static final String FASTIFY = "fastify, verifies, stores nothing";
  static final String FASTIFY_POSTGRESQL = "fastify, PostgreSQL, one insert each";

  /** The baseline and the receiver, for what is measured many times. */
  static final List<String> MAIN = List.of(BASELINE, SQLITE, POSTGRESQL);

  private static final String HOOK = "adnanh/webhook, verifies, waits for its command";

  private final Deque<Closeable> open = new ArrayDeque<>();
  private final List<Contender> all = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final Path folder;
  private final Predicate<String> wanted;
  private final PostgresServer postgres;

  private Contenders(Path folder, Predicate<String> wanted) throws IOException {
    this.folder = folder;
    this.wanted = wanted;
    this.postgres = PostgresServer.in(folder);
    open.push(postgres::close);
  }

  /**
   * Those that are wanted, and the baseline.
   *
   * @param wanted by their names
   */
  static Contenders start(Path folder, Predicate<String> wanted) throws Exception {
    Contenders contenders = new Contenders(folder, wanted);
    try {
      contenders.startAll();
      return contenders;
    } catch (Exception | Error e) {
      contenders.close();
      throw e;
    }
  }

  private void startAll() throws Exception {
    add("bare servlet, stores nothing", () -> bare("servlet"));
    add(BASELINE, () -> bare("jersey"));
    add(SQLITE, () -> List.of(receiver("sqlite", Map.of())));
    add(STREAM, () -> List.of(withStream()));
    add(HANDLED, () -> List.of(withHandler()));
    add(ONE_HANDLER, () -> List.of(waiting("one-handler", 1)));
    add(FILTERED, () -> List.of(waiting("filtered", 20)));
    add(POSTGRESQL, () -> List.of(receiver("postgresql", database("one"))));
    add(
        POSTGRESQL + ", two nodes",
        () -> List.of(receiver("first", database("two")), receiver("second", database("two"))));
    add(
        "by hand: Jersey, SQLite, one commit each",
        () -> byHand("jdbc:sqlite:" + folder.resolve("by-hand.db")));
    add(
        "by hand: Jersey, PostgreSQL, one commit each",
        () -> byHand(inDatabase("hand") + "?user=postgres"));
    add(FASTIFY, () -> List.of(node("-")));
    add(
        FASTIFY_POSTGRESQL,
        () ->
            List.of(
                node(
                    inDatabase("fastify")
                        .replace("jdbc:postgresql", "postgres")
                        .replace("//", "//postgres@"))));
    add(HOOK, () -> List.of(HookServer.start(folder.resolve("hook"))));
  }

  /** Starts the processes of one contender. */
  private interface Start {

    List<BenchedServer> servers() throws Exception;
  }

  private void add(String name, Start start) throws Exception {
    if (!name.equals(BASELINE) && !wanted.test(name)) {
      return;
    }
    try {
      List<BenchedServer> servers = start.servers();
      servers.forEach(server -> open.push(server::close));
      HandledCount handled = name.equals(HANDLED) ? new HandledCount(servers.get(0).uri()) : null;
      List<Integer> ports = servers.stream().map(BenchedServer::port).toList();
      all.add(new Contender(name, kind(name), ports, handled));
    } catch (NotHere e) {
      missing.add(name + ": " + e.getMessage());
    }
  }

  private static Events.Kind kind(String name) {
    return switch (name) {
      case HOOK -> Events.Kind.BODY_ONLY;
      case STREAM -> Events.Kind.STREAM;
      default -> Events.Kind.FULLSTORY;
    };
  }

  /** What this contender needs is not on this machine. */
  static final class NotHere extends Exception {

    private static final long serialVersionUID = 1;

    NotHere(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static List<BenchedServer> bare(String kind) throws Exception {
    return List.of(BenchedServer.ofClass(BareServer.class, kind));
  }

  private static List<BenchedServer> byHand(String url) throws Exception {
    return List.of(BenchedServer.ofClass(BareServer.class, "by-hand", url));
  }

  private BenchedServer receiver(String name, Map<String, String> settings) throws Exception {
    return BenchedServer.ofWar(folder.resolve(name), settings);
  }

  private BenchedServer withStream() throws Exception {
    return receiver("stream", Map.of("fs.webhook.streams.orders.tokens", Events.SECRET));
  }

  /** The filter of the first handler matches; its tasks wait for a plugin that is not there. */
  private BenchedServer waiting(String name, int handlers) throws Exception {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < handlers; i++) {
      String handler = "fs.webhook.handlers.handler-" + i;
      settings.put(handler + ".type", "NotThere");
      if (handlers > 1) {
        settings.put(
            handler + ".filter",
            "version = 1" + (i == 0 ? "" : " and data.name = \"not-" + i + "\""));
      }
    }
    return receiver(name, settings);
  }

  private BenchedServer withHandler() throws Exception {
    PluginJar.dropInto(
        folder.resolve("handled").resolve("plugins"), "Nothing", folder.resolve("nothing"));
    return receiver("handled", Map.of("fs.webhook.metrics.public", "true"));
  }

  /** Settings of a database of its own. */
  Map<String, String> database(String name) throws Exception {
    return Map.of(
        "fs.webhook.inbox.url", inDatabase(name), "fs.webhook.inbox.username", "postgres");
  }

  /** In a database of its own, made if it is not there. */
  String inDatabase(String name) throws Exception {
    if (postgres
        .value("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'")
        .equals("0")) {
      postgres.execute("CREATE DATABASE " + name);
    }
    return postgres.url().replaceFirst("/postgres$", "/" + name);
  }

  /** How much larger it is than an empty one. */
  long databaseBytes(String name) throws SQLException {
    return Long.parseLong(
        postgres.value("SELECT pg_database_size('" + name + "') - pg_database_size('template1')"));
  }

  private BenchedServer node(String database) throws Exception {
    return NodeServer.start(folder.resolve("node"), database);
  }

  List<Contender> all() {
    return all;
  }

  List<Contender> main() {
    return all.stream().filter(each -> MAIN.contains(each.name())).toList();
  }

  /** Half of its rate is the pace of the open loop. */
  Contender paceSetter() {
    return find(SQLITE)
        .orElseGet(
            () -> main().stream().min(Comparator.comparing(Contender::perSecond)).orElseThrow());
  }

  Optional<Contender> find(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  List<String> missing() {
    return missing;
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
