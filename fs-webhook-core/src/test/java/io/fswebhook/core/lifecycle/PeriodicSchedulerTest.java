package io.fswebhook.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeriodicSchedulerTest {

  private static final Duration SOON = Duration.ofMillis(1);

  @Test
  void it_goes_on_whatever_becomes_of_a_call() {
    AtomicInteger calls = new AtomicInteger();
    try (PeriodicScheduler scheduler = new PeriodicScheduler("test-scheduler")) {
      scheduler.every(
          SOON,
          "counting",
          () -> {
            calls.incrementAndGet();
            throw new AssertionError("broken");
          });
      await().until(() -> calls.get() > 2);
    }
  }

  @Test
  void its_thread_is_a_daemon_of_its_own_and_has_ended_after_the_close() throws Exception {
    AtomicReference<@Nullable Thread> seen = new AtomicReference<>();
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    PeriodicScheduler scheduler = new PeriodicScheduler("test-scheduler");
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    current.setContextClassLoader(new ClassLoader(before) {});
    try {
      scheduler.every(
          Duration.ZERO,
          SOON,
          "hanging",
          () -> {
            seen.set(Thread.currentThread());
            called.countDown();
            assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
          });
      called.await();
    } finally {
      current.setContextClassLoader(before);
    }
    Thread thread = seen.get();
    assertThat(thread).isNotNull();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("test-scheduler");
    assertThat(thread.getContextClassLoader()).isSameAs(PeriodicScheduler.class.getClassLoader());

    scheduler.close();

    assertThat(thread.isAlive()).isFalse();
    assertThatThrownBy(() -> scheduler.after(SOON, () -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void one_that_was_never_asked_for_anything_has_no_thread_to_end() {
    new PeriodicScheduler("test-idle").close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("test-idle");
  }
}
