package io.fswebhook.war.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list in the API, or a part of it. Public for JSON-B.
 *
 * @param nextCursor null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  static <S, T> Page<T> of(List<S> items, Function<S, T> view, @Nullable String nextCursor) {
    return new Page<>(items.stream().map(view).toList(), nextCursor);
  }
}
