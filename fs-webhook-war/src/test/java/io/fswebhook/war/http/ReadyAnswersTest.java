package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadyAnswersTest {

  private final Deque<Runnable> writers = new ArrayDeque<>();
  private final StringBuilder written = new StringBuilder();

  @Test
  void what_is_ready_at_once_is_written_by_one_writer_in_order() {
    ReadyAnswers ready = new ReadyAnswers(writers::add, 4);

    for (char letter = 'a'; letter <= 'z'; letter++) {
      ready.add(writing(letter));
    }

    assertThat(writers).hasSize(1);
    writers.remove().run();
    assertThat(written).hasToString("abcdefghijklmnopqrstuvwxyz");
  }

  @Test
  void the_next_ones_get_a_writer_again() {
    ReadyAnswers ready = new ReadyAnswers(writers::add, 4);
    ready.add(writing('a'));
    writers.remove().run();

    ready.add(writing('b'));
    writers.remove().run();

    assertThat(written).hasToString("ab");
  }

  @Test
  void behind_a_slow_answer_another_writer_joins_but_never_more_than_there_may_be() {
    ReadyAnswers ready = new ReadyAnswers(writers::add, 2);
    ready.add(() -> {});

    ready.hurry();
    ready.hurry();

    assertThat(writers).hasSize(2);
  }

  @Test
  void answers_that_pile_up_get_more_writers() {
    ReadyAnswers ready = new ReadyAnswers(writers::add, 3);

    for (int i = 0; i < 1_000; i++) {
      ready.add(() -> {});
    }

    assertThat(writers).hasSize(3);
  }

  @Test
  void an_answer_that_fails_does_not_keep_the_others() {
    ReadyAnswers ready = new ReadyAnswers(writers::add, 1);
    ready.add(
        () -> {
          throw new IllegalStateException("broken");
        });
    ready.add(writing('b'));

    assertThat(catchThrowable(() -> writers.remove().run()))
        .isInstanceOf(IllegalStateException.class);
    writers.remove().run();

    assertThat(written).hasToString("b");
  }

  @Test
  void none_is_forgotten_however_they_come() throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    ReadyAnswers ready = new ReadyAnswers(executor, 4);
    int count = 100_000;
    CountDownLatch left = new CountDownLatch(count);

    for (int i = 0; i < count; i++) {
      ready.add(left::countDown);
    }

    assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
    executor.shutdownNow();
  }

  private Runnable writing(char letter) {
    return () -> written.append(letter);
  }
}
