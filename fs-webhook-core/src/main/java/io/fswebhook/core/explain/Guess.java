package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A possible interpretation.
 *
 * @param distance the number of ways in which it differs from the correct form
 * @param reasons what those are; worded only for the one that matches
 */
record Guess<T>(T what, int distance, Supplier<List<Finding>> reasons) {

  static <T> Guess<T> asItShouldBe(T what) {
    return new Guess<>(what, 0, List::of);
  }

  /** Differs in one way. */
  static <T> Guess<T> of(T what, String code, String sentence) {
    return of(what, code, () -> sentence);
  }

  static <T> Guess<T> of(T what, String code, Supplier<String> sentence) {
    return new Guess<>(what, 1, () -> List.of(new Finding(code, true, sentence.get())));
  }

  /** Too unlikely to be combined with another. */
  static <T> Guess<T> alone(T what, String code, Supplier<String> sentence) {
    return new Guess<>(what, Search.MOST_DIFFERENCES, of(what, code, sentence).reasons);
  }

  /** Differs in all of these ways. */
  static <T> Guess<T> because(List<Finding> findings, T what) {
    List<Finding> all = List.copyOf(findings);
    return new Guess<>(what, all.size(), () -> all);
  }

  <U> Guess<U> with(Guess<U> more) {
    return new Guess<>(
        more.what,
        distance + more.distance,
        () -> Stream.concat(because().stream(), more.because().stream()).toList());
  }

  List<Finding> because() {
    return reasons.get();
  }
}
