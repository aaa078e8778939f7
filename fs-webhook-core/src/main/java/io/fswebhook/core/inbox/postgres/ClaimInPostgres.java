package io.fswebhook.core.inbox.postgres;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Claim;
import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.commit.Write;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Claims what is due for one handler. */
final class ClaimInPostgres implements Write {

  /** Others may store or give back something at any time, and nobody tells. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final String handler;
  private final int limit;
  private final Claims claims;
  private final CompletableFuture<Claim> claim = new CompletableFuture<>();
  private List<HandlerTask> found = List.of();
  private boolean exhausted;

  ClaimInPostgres(String handler, int limit, Claims claims) {
    this.handler = handler;
    this.limit = limit;
    this.claims = claims;
  }

  CompletableFuture<Claim> claim() {
    return claim;
  }

  String handler() {
    return handler;
  }

  int limit() {
    return limit;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    ClaimAll.of(List.of(this), claims, session);
  }

  void found(List<HandlerTask> tasks, boolean nothingElse) {
    found = tasks;
    exhausted = nothingElse;
  }

  @Override
  public void committed() {
    found.forEach(claims::take);
    @Nullable Duration lookAgainIn = exhausted ? LOOK_AGAIN : null;
    claim.complete(new Claim(found, exhausted, lookAgainIn));
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    found.forEach(claims::giveBack);
    claim.completeExceptionally(cause);
  }
}
