package io.fswebhook.core.parse;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonStreamContext;

/** Says where in a body, without saying what stands there: of the body only names of members. */
final class JsonPlace {

  private static final int MAX_NAME_LENGTH = 40;

  private JsonPlace() {}

  static String of(JsonStreamContext context, JsonLocation location) {
    return "at line "
        + location.getLineNr()
        + " column "
        + location.getColumnNr()
        + " ("
        + path(context)
        + ")";
  }

  private static String path(JsonStreamContext context) {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext level = context; level != null; level = level.getParent()) {
      path.insert(0, step(level));
    }
    return path.insert(0, '$').toString();
  }

  private static String step(JsonStreamContext level) {
    if (level.inArray() && level.hasCurrentIndex()) {
      return "[" + level.getCurrentIndex() + "]";
    }
    if (level.inObject() && level.hasCurrentName()) {
      return "." + printable(level.getCurrentName());
    }
    return "";
  }

  /** A name ends up in logs, so nothing of it may act there. */
  private static String printable(String name) {
    StringBuilder printable = new StringBuilder();
    name.codePoints()
        .limit(MAX_NAME_LENGTH)
        .map(character -> isHarmless(character) ? character : '?')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isHarmless(int character) {
    return (character >= ' ' && character < 0x7f) || Character.isLetterOrDigit(character);
  }
}
