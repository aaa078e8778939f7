package io.fswebhook.core.rule;

import static io.fswebhook.core.rule.GuardedFunctions.at;
import static io.fswebhook.core.rule.GuardedFunctions.bind;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the library that format or parse by a picture, such as {@code #,##0.00}. They
 * take the square of its length, and of the length of what they parse, so both are short.
 */
final class GuardedPictures {

  private static final int LONGEST = 256;

  private GuardedPictures() {}

  static void install(Jsonata.Frame frame) {
    bind(
        frame,
        "formatNumber",
        "<n-so?:s>",
        all -> Functions.formatNumber(number(all), picture(all, 1), options(all)));
    bind(
        frame,
        "formatInteger",
        "<n-s:s>",
        all -> Functions.formatInteger(number(all), picture(all, 1)));
    bind(
        frame,
        "parseInteger",
        "<s-s:n>",
        all -> Functions.parseInteger(text(all), picture(all, 1)));
    bind(
        frame,
        "toMillis",
        "<s-s?:n>",
        all -> Functions.dateTimeToMillis(text(all), picture(all, 1)));
    bind(
        frame,
        "fromMillis",
        "<n-s?s?:s>",
        all -> Functions.dateTimeFromMillis(number(all), picture(all, 1), picture(all, 2)));
    bind(frame, "now", "<s?s?:s>", all -> Functions.now(picture(all, 0), picture(all, 1)));
  }

  private static @Nullable Number number(List<?> arguments) {
    return (Number) at(arguments, 0);
  }

  private static @Nullable String text(List<?> arguments) {
    return bounded(arguments, 0, "a text that is parsed");
  }

  private static @Nullable Map<?, ?> options(List<?> arguments) {
    return (Map<?, ?>) at(arguments, 2);
  }

  private static @Nullable String picture(List<?> arguments, int index) {
    return bounded(arguments, index, "a picture");
  }

  private static @Nullable String bounded(List<?> arguments, int index, String what) {
    String text = (String) at(arguments, index);
    if (text != null && text.length() > LONGEST) {
      throw new ExpressionFailedException(
          what + " must not have more than " + LONGEST + " characters");
    }
    return text;
  }
}
