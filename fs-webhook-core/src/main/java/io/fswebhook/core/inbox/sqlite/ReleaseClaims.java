package io.fswebhook.core.inbox.sqlite;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.Handling;
import io.fswebhook.core.inbox.commit.Work;
import io.fswebhook.core.inbox.commit.WriteSession;
import java.util.List;

/** Gives claims back, in its turn: a claim that is asked for later finds them. */
final class ReleaseClaims implements Work {

  private final List<Handling> handlings;
  private final SqliteInbox inbox;

  ReleaseClaims(List<Handling> handlings, SqliteInbox inbox) {
    this.handlings = List.copyOf(handlings);
    this.inbox = inbox;
  }

  /** Nothing is written, so nothing has to wait for the commit. */
  @Override
  public void apply(WriteSession session) {
    for (Handling handling : handlings) {
      inbox.released(handling.key());
    }
  }

  @Override
  public void committed() {}

  @Override
  public void failed(InboxUnavailableException cause) {}

  @Override
  public boolean persists() {
    return true;
  }
}
