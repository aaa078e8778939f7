package io.fswebhook.core.inbox.commit;

import java.time.Duration;

/** Notified of each transaction, on the thread that writes. */
@FunctionalInterface
public interface CommitObserver {

  void committed(int writes, Duration duration);
}
