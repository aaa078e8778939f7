package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.AuditRecord;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Writes down what somebody did. */
final class KeepAudit implements Work {

  private final AuditRecord what;
  private final long at;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  KeepAudit(AuditRecord what, Clock clock) {
    this.what = what;
    this.at = clock.millis();
  }

  CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    PreparedStatement insert =
        session.statement(
            "INSERT INTO audit (at, who, role, action, target, detail) VALUES (?, ?, ?, ?, ?, ?)");
    insert.setLong(1, at);
    insert.setString(2, clean(what.who()));
    insert.setString(3, clean(what.role()));
    insert.setString(4, clean(what.action()));
    insert.setString(5, clean(what.target()));
    insert.setString(6, clean(what.detail()));
    insert.executeUpdate();
  }

  /** Some databases take no NUL within a text, and an error would fail the whole commit. */
  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }

  @Override
  public void committed() {
    done.complete(null);
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    done.completeExceptionally(cause);
  }
}
