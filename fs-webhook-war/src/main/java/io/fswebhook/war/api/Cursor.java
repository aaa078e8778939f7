package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a page ended, as an opaque string for the caller. */
final class Cursor {

  private static final Pattern FORM = Pattern.compile("([a-z]+):(\\d{1,18})");

  private Cursor() {}

  /**
   * The cursor of a page.
   *
   * @param kind of which list; a cursor is only valid for its own list
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
