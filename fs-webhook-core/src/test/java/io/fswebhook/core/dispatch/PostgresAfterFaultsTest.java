package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import io.fswebhook.core.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/** Commits that fail before or after they are done, connections that are cut, a lost lease. */
class PostgresAfterFaultsTest extends AfterFaultsContractTest {

  private final TestPostgres postgres = TestPostgres.newSchema();
  private final FailingCommits source = new FailingCommits(postgres.url());

  @Override
  Inbox open(Clock steady) {
    InboxLimits limits =
        new InboxLimits(10_000, 64L << 20, Duration.ofSeconds(10), Duration.ofSeconds(5));
    return OpenInboxes.postgres(
        new InboxSettings(
            new InboxPlace.Source(source.dataSource(), "test"), true, Retention.DEFAULT, limits),
        ReceiverObserver.NONE,
        steady);
  }

  @Override
  String breakInbox(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> loseLease();
      case 1 -> cutConnections();
      default -> failCommits(1 + random.nextInt(5), random.nextBoolean());
    };
  }

  private String loseLease() {
    postgres.execute("DELETE FROM node");
    return "lease lost";
  }

  private String cutConnections() {
    postgres.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            + " AND query ILIKE '%handl%'");
    return "connections cut";
  }

  private String failCommits(int count, boolean after) {
    source.fail(count, after);
    return count + " commits fail " + (after ? "after" : "before");
  }

  /** A node that lost its lease claims nothing until it has begun another life. */
  @Override
  void mendInbox() {
    source.fail(0, false);
    DispatchFixture.await().until(() -> query("SELECT count(*) FROM node").equals("1"));
  }

  @Override
  String countClaimed() {
    return query("SELECT count(*) FROM task WHERE claimed_by IS NOT NULL");
  }

  @Override
  String query(String sql) {
    return postgres.value(sql);
  }
}
