package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Rules for secrets. No message contains one. */
public final class SecretText {

  /** Invisible, but not in one of the categories below. */
  private static final String BLANK_LETTERS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

  private SecretText() {}

  /**
   * The single line of a file, without its end and without a byte order mark.
   *
   * @param name of the setting or option that names the file
   */
  public static String ofFile(String name, Path file) {
    String names = name + " names " + file + ", which ";
    String content = read(names, file).replaceFirst("\\r?\\n\\z", "");
    if (content.isBlank()) {
      throw new StartException(names + "is empty: it must contain a secret");
    }
    if (content.indexOf('\n') >= 0 || content.indexOf('\r') >= 0) {
      throw new StartException(names + "must contain a single line");
    }
    return content;
  }

  private static String read(String names, Path file) {
    try {
      return TextFile.read(names.stripTrailing(), file);
    } catch (IOException e) {
      throw new StartException(names + "cannot be read (" + Reasons.of(e) + ")", e);
    }
  }

  /**
   * Returns the secret; rejects invisible characters, which are almost certainly unintended.
   *
   * @param name of the setting or option it comes from
   */
  public static String checked(String name, String secret) {
    int count = 0;
    for (int i = 0; i < secret.length(); ) {
      int character = secret.codePointAt(i);
      count++;
      if (character == '\uFFFD') {
        throw refused(
            name,
            character,
            count,
            "cannot be read in the character set of this process",
            "give it in a UTF-8 file, or start with LC_ALL=C.UTF-8");
      }
      if (isInvisible(character)) {
        throw refused(name, character, count, "cannot be seen", "set it again without it");
      }
      i += Character.charCount(character);
    }
    return secret;
  }

  private static StartException refused(
      String name, int character, int position, String what, String advice) {
    return new StartException(
        String.format(
            Locale.ROOT,
            "%s contains a character that %s, U+%04X, as its character %d: %s (value not shown)",
            name,
            what,
            character,
            position,
            advice));
  }

  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> character != ' ';
      default -> BLANK_LETTERS.indexOf(character) >= 0 || isVariationSelector(character);
    };
  }

  private static boolean isVariationSelector(int character) {
    return (character >= 0xFE00 && character <= 0xFE0F)
        || (character >= 0xE0100 && character <= 0xE01EF);
  }
}
