package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way in which something may be meant.
 *
 * @param because how that differs from what it should be; empty where it does not
 */
record Guess<T>(T what, List<Finding> because) {

  static <T> Guess<T> asItShouldBe(T what) {
    return new Guess<>(what, List.of());
  }

  /** A guess that explains all if it is right. */
  static <T> Guess<T> of(T what, String code, String sentence) {
    return new Guess<>(what, List.of(new Finding(code, true, sentence)));
  }

  <U> Guess<U> with(Guess<U> more) {
    return new Guess<>(more.what, Stream.concat(because.stream(), more.because.stream()).toList());
  }

  int distance() {
    return because.size();
  }
}
