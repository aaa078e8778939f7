package io.fswebhook.core.rule;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Expressions of all that JSONata has, most of which mean something, and some of which do not. */
final class RandomExpressions {

  private static final List<String> FUNCTIONS =
      List.of(
              "sum count max min average string substring substringBefore substringAfter lowercase"
                  + " uppercase length trim pad match contains replace split join formatNumber formatBase"
                  + " formatInteger parseInteger number floor ceil round abs sqrt power random boolean not"
                  + " map zip filter single reduce sift keys lookup append exists spread merge reverse each"
                  + " error assert type sort shuffle distinct base64encode base64decode"
                  + " encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval toMillis fromMillis"
                  + " clone now millis f")
          .stream()
          .flatMap(all -> List.of(all.split(" ")).stream())
          .toList();

  private static final List<String> ATOMS =
      List.of(
          "data",
          "data.text",
          "data.items",
          "data.items.id",
          "data.*",
          "**",
          "$",
          "$$",
          "%",
          "*",
          "null",
          "true",
          "false",
          "0",
          "1",
          "-1",
          "0.5",
          "7",
          "100000",
          "1e9",
          "1e300",
          "9223372036854775807",
          "'a'",
          "''",
          "'YYYY-[M01]'",
          "'#,##0.00'",
          "'w'",
          "'I'",
          "[]",
          "{}",
          "[1..20]",
          "[1..100000]",
          "[1..9999999]",
          "$x",
          "$f",
          "$eventName",
          "data.nested",
          "data.`we ird`",
          "data.\"text\"",
          "$pad('', 100000, 'ab')",
          "$pad('', 100000, 'a') & 'b'",
          "$pad('', 100000, '[Y]')",
          "$pad('', 100000, '1,')");

  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "%", "&", "=", "!=", "<", "<=", ">", ">=", " in ", " and ", " or ",
          ".", "~>", "..");

  private static final String CHARACTERS = "()[]{}.,:;?$%@#^|~&'\"`\\/*+-<>=!0a \n\u0000\ud800é";

  private final Random random;

  RandomExpressions(Random random) {
    this.random = random;
  }

  String next() {
    String text = of(1 + random.nextInt(4));
    return random.nextInt(8) == 0 ? damaged(text) : text;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String of(int depth) {
    if (depth == 0) {
      return one(ATOMS);
    }
    Supplier<String> part = () -> of(depth - 1);
    return switch (random.nextInt(18)) {
      case 0, 1, 2 -> part.get() + one(OPERATORS) + part.get();
      case 3, 4, 5, 6 -> "$" + one(FUNCTIONS) + "(" + arguments(part) + ")";
      case 7 -> "(" + part.get() + ")." + part.get();
      case 8 -> part.get() + "[" + part.get() + "]";
      case 9 -> "[" + arguments(part) + "]";
      case 10 -> "{'k': " + part.get() + ", $string(" + part.get() + "): " + part.get() + "}";
      case 11 -> part.get() + " ? " + part.get() + " : " + part.get();
      case 12 ->
          "($x := " + part.get() + "; $f := function($x){" + part.get() + "}; " + part.get() + ")";
      case 13 -> part.get() + "^(" + (random.nextBoolean() ? ">" : "") + part.get() + ")";
      case 14 -> "$ ~> |" + part.get() + "|{'k': " + part.get() + "}|";
      case 15 ->
          "$" + one(List.of("contains", "match", "split")) + "(" + part.get() + ", /(a*)*[bc]/)";
      case 16 -> "$replace(" + part.get() + ", /a+|(x)/i, " + part.get() + ")";
      default -> part.get() + "{" + part.get() + ": " + part.get() + "}";
    };
  }

  private String arguments(Supplier<String> part) {
    StringBuilder all = new StringBuilder();
    for (int left = random.nextInt(4); left >= 0; left--) {
      String next =
          switch (random.nextInt(8)) {
            case 0 -> "function($a, $b){" + part.get() + "}";
            case 1 -> "?";
            default -> part.get();
          };
      all.append(next).append(left == 0 ? "" : ", ");
    }
    return all.toString();
  }

  /** As a text that is cut, or typed wrong. */
  private String damaged(String text) {
    StringBuilder damaged = new StringBuilder(text);
    for (int left = 1 + random.nextInt(3); left > 0 && !damaged.isEmpty(); left--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        default -> damaged.setLength(at);
      }
    }
    return damaged.toString();
  }
}
