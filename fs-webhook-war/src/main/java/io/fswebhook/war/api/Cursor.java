package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fswebhook.core.inbox.ListPlace;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a page ended, as an opaque string for the caller. */
final class Cursor {

  private static final Pattern FORM = Pattern.compile("([a-z]+):(-?\\d{1,19})(?:,(\\d{1,19}))?");

  private Cursor() {}

  /**
   * The cursor of a page.
   *
   * @param kind of which list; a cursor is only valid for its own list
   * @param next null at the end
   */
  static @Nullable String of(String kind, @Nullable Long next) {
    return next == null ? null : encoded(kind + ":" + next);
  }

  /** As {@link #of(String, Long)}, in a list that is ordered by time. */
  static @Nullable String of(String kind, @Nullable ListPlace next) {
    return next == null ? null : at(kind, next);
  }

  /** Of a list that has no end. */
  static String at(String kind, ListPlace place) {
    return encoded(kind + ":" + place.at().toEpochMilli() + "," + place.id());
  }

  private static String encoded(String cursor) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(US_ASCII));
  }

  static Optional<Long> read(String kind, String cursor) {
    return numbers(kind, cursor).filter(numbers -> numbers.size() == 1).map(one -> one.get(0));
  }

  /** As {@link #read}, in a list that is ordered by time. */
  static Optional<ListPlace> readPlace(String kind, String cursor) {
    return numbers(kind, cursor)
        .filter(numbers -> numbers.size() == 2)
        .map(two -> new ListPlace(Instant.ofEpochMilli(two.get(0)), two.get(1)));
  }

  private static Optional<List<Long>> numbers(String kind, String cursor) {
    try {
      Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
      if (!form.matches() || !form.group(1).equals(kind)) {
        return Optional.empty();
      }
      return Optional.of(
          Stream.of(form.group(2), form.group(3))
              .filter(Objects::nonNull)
              .map(Long::parseLong)
              .toList());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
