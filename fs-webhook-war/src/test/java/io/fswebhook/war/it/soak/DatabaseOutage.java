package io.fswebhook.war.it.soak;

import io.fswebhook.war.it.PostgresServer;
import java.time.Duration;
import java.util.Random;

/** PostgreSQL goes away in one of several ways, and comes back. */
final class DatabaseOutage implements Fault {

  private final String title;
  private final Step away;
  private final Step back;

  private DatabaseOutage(String title, Step away, Step back) {
    this.title = title;
    this.away = away;
    this.back = back;
  }

  /** Something done to it. */
  private interface Step {
    void take(PostgresServer postgres) throws Exception;
  }

  static Fault stopped() {
    return new DatabaseOutage("StopDatabase", PostgresServer::stop, PostgresServer::start);
  }

  static Fault killed() {
    return new DatabaseOutage("KillDatabase", PostgresServer::kill, PostgresServer::start);
  }

  static Fault hanging() {
    return new DatabaseOutage("HangDatabase", PostgresServer::hang, PostgresServer::goOn);
  }

  static Fault cutConnections() {
    return new DatabaseOutage("CutConnections", PostgresServer::cutConnections, postgres -> {});
  }

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    away.take(site.postgres());
    try {
      Fault.last(length);
    } finally {
      back.take(site.postgres());
    }
    site.awaitReady();
  }

  @Override
  public String title() {
    return title;
  }
}
