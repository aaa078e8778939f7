package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page ended, as a text that callers hand back and need not understand. */
final class Cursor {

  private static final Pattern FORM = Pattern.compile("([a-z]+):(\\d{1,18})");

  private Cursor() {}

  /**
   * Of a page.
   *
   * @param kind of what: a cursor of one list is none of another
   * @param next null at the end
   */
  static @Nullable String of(String kind, @Nullable Long next) {
    return next == null
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((kind + ":" + next).getBytes(US_ASCII));
  }

  static Optional<Long> read(String kind, String cursor) {
    try {
      Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), US_ASCII));
      return form.matches() && form.group(1).equals(kind)
          ? Optional.of(Long.parseLong(form.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
