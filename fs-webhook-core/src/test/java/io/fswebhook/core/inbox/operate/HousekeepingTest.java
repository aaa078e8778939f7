package io.fswebhook.core.inbox.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.commit.Database;
import io.fswebhook.core.inbox.commit.GroupCommit;
import io.fswebhook.core.inbox.commit.SpentSignatures;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

  @Test
  void a_sweep_that_cannot_begin_keeps_no_later_one_from_it() {
    AtomicInteger asked = new AtomicInteger();
    Database database = mock();
    try (GroupCommit commits =
            new GroupCommit(
                database,
                InboxLimits.DEFAULT,
                (writes, duration) -> {},
                "deliveries are answered 503");
        ChunkedJobs steps = new ChunkedJobs(commits)) {
      Housekeeping housekeeping =
          new Housekeeping(
              commits,
              steps,
              new InboxSettings(Path.of("inbox.db"), true, Retention.DEFAULT),
              Clock.systemUTC(),
              new SpentSignatures(),
              () -> {
                asked.incrementAndGet();
                throw new IllegalStateException("no memory");
              });

      assertThatThrownBy(housekeeping::sweep).hasMessage("no memory");
      assertThatThrownBy(housekeeping::sweep).hasMessage("no memory");
    }
    assertThat(asked).hasValue(2);
  }
}
