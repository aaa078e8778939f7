package io.fswebhook.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {

  private final List<String> closed = new ArrayList<>();
  private final Closer opened = new Closer();

  private void open(String name) {
    opened.add(() -> closed.add(name));
  }

  private void openBroken(String name, Throwable failure) {
    opened.add(
        () -> {
          closed.add(name);
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
  }

  @Test
  void the_last_one_is_closed_first_and_each_once() {
    open("inbox");
    open("plugins");
    open("watch");

    opened.close();
    opened.close();

    assertThat(closed).containsExactly("watch", "plugins", "inbox");
  }

  @Test
  void whatever_becomes_of_one_the_others_are_closed_and_the_first_failure_goes_on() {
    IllegalStateException second = new IllegalStateException("inbox");
    OutOfMemoryError first = new OutOfMemoryError("plugins");
    openBroken("inbox", second);
    openBroken("plugins", first);
    open("watch");

    assertThatThrownBy(opened::close).isSameAs(first).hasSuppressedException(second);

    assertThat(closed).containsExactly("watch", "plugins", "inbox");
  }

  @Test
  void after_a_failure_that_one_counts() {
    RuntimeException failure = new IllegalStateException("no thread");
    RuntimeException whileClosing = new IllegalStateException("inbox");
    openBroken("inbox", whileClosing);
    openBroken("plugins", failure);

    opened.closeAfter(failure);

    assertThat(closed).containsExactly("plugins", "inbox");
    assertThat(failure).hasSuppressedException(whileClosing);
    assertThat(failure.getSuppressed()).hasSize(1);
  }
}
