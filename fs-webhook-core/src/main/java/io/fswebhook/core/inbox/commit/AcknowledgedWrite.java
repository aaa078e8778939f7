package io.fswebhook.core.inbox.commit;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.NotStorableException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** A write that reports only that it is committed. */
final class AcknowledgedWrite implements Write {

  private final GroupCommit.Change change;
  private final boolean persists;
  private final boolean mustBeOnDisk;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /** See {@link #persists()} and {@link #mustBeOnDisk()}. */
  AcknowledgedWrite(GroupCommit.Change change, boolean persists, boolean mustBeOnDisk) {
    this.change = change;
    this.persists = persists;
    this.mustBeOnDisk = mustBeOnDisk;
  }

  /** Completes on the thread that writes. */
  CompletableFuture<Void> done() {
    return done;
  }

  @Override
  public void apply(WriteSession session) throws SQLException {
    change.apply(session);
  }

  @Override
  public void committed() {
    done.complete(null);
  }

  @Override
  public void failed(InboxUnavailableException cause) {
    done.completeExceptionally(cause);
  }

  @Override
  public boolean persists() {
    return persists;
  }

  @Override
  public boolean mustBeOnDisk() {
    return mustBeOnDisk;
  }

  @Override
  public void refused(NotStorableException cause) {
    done.completeExceptionally(cause);
  }
}
