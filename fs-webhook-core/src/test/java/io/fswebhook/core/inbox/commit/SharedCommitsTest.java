package io.fswebhook.core.inbox.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.inbox.InboxLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedCommitsTest {

  private final Connection connection = mock();
  private final GroupCommit commits =
      new GroupCommit(
          this::open, InboxLimits.DEFAULT, (writes, duration) -> {}, "deliveries are answered 503");

  @AfterEach
  void close() {
    commits.close();
  }

  private WriteSession open() throws SQLException {
    return new WriteSession(connection) {
      @Override
      public long now() {
        return 0;
      }
    };
  }

  /** Remembers what became of it. */
  private static class Told implements Write {

    final CompletableFuture<String> told = new CompletableFuture<>();

    @Override
    public void apply(WriteSession session) throws SQLException {}

    @Override
    public void committed() {
      told.complete("committed");
    }

    @Override
    public void failed(InboxUnavailableException cause) {
      told.complete("failed: " + cause.getMessage());
    }

    String awaited() {
      return told.orTimeout(20, TimeUnit.SECONDS).join();
    }
  }

  private static Told persisting() {
    return new Told() {
      @Override
      public boolean persists() {
        return true;
      }
    };
  }

  @Test
  void what_one_makes_of_its_commit_keeps_no_other_from_being_written_and_told() {
    Told broken =
        new Told() {
          @Override
          public void committed() {
            super.committed();
            throw new AssertionError("not quick, and throws");
          }
        };
    Told beside = new Told();
    commits.submit(broken);
    commits.submit(beside);
    assertThat(broken.awaited()).isEqualTo("committed");
    assertThat(beside.awaited()).isEqualTo("committed");

    Told later = new Told();
    commits.submit(later);

    assertThat(later.awaited()).isEqualTo("committed");
    assertThat(commits.isAvailable()).isTrue();
  }

  @Test
  void what_one_makes_of_its_failure_keeps_no_other_from_being_told() {
    Told broken =
        new Told() {
          @Override
          public void apply(WriteSession session) throws SQLException {
            throw new SQLException("disk full");
          }

          @Override
          public void failed(InboxUnavailableException cause) {
            super.failed(cause);
            throw new AssertionError("throws");
          }
        };
    commits.submit(broken);
    assertThat(broken.awaited()).isEqualTo("failed: the inbox cannot be written: disk full");

    Told persisting = persisting();
    commits.submit(persisting);

    assertThat(persisting.awaited()).isEqualTo("committed");
  }

  @Test
  void what_is_handed_over_as_the_thread_ends_is_told_so() {
    Told late =
        new Told() {
          @Override
          public int bytes() {
            commits.close(); // between the look whether it is open and the queue
            return 0;
          }
        };

    commits.submit(late);

    assertThat(late.awaited()).isEqualTo("failed: the receiver is stopping");
  }

  @Test
  void what_persists_and_comes_after_the_end_is_told_so() {
    Told persisting = persisting();
    commits.close();

    commits.submit(persisting);

    assertThat(persisting.awaited()).isEqualTo("failed: the receiver is stopping");
  }
}
