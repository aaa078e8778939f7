package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.commit.WriteSession;
import java.sql.SQLException;

/** Deletes, then overwrites what the database's files still hold of it. */
final class ThenScrub<T> implements CountedJob<T> {

  private final CountedJob<T> delete;
  private boolean isDeleted;
  private boolean begins = true;
  private boolean isMore;

  ThenScrub(CountedJob<T> delete) {
    this.delete = delete;
  }

  @Override
  public void step(WriteSession session) throws SQLException {
    if (isDeleted) {
      isMore = session.scrub(begins);
    } else {
      delete.step(session);
    }
  }

  @Override
  public boolean stepped() {
    if (isDeleted) {
      begins = false;
      return isMore;
    }
    isDeleted = !delete.stepped();
    return true;
  }

  @Override
  public boolean isLast() {
    return isDeleted && !isMore;
  }

  @Override
  public T soFar() {
    return isDeleted ? delete.result() : delete.soFar();
  }

  @Override
  public T result() {
    return delete.result();
  }
}
