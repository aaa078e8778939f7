package io.fswebhook.core.schema;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.Evaluator.Result;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Keyword;
import io.fswebhook.core.text.SteppedText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The regular expressions of a keyword, whose search the {@link Budget} can end. */
record Patterns(List<Pattern> all) {

  /**
   * Those in a keyword's value; none for most keywords.
   *
   * @throws UnusableSchemaException if one is malformed, which the validator would ignore
   */
  static Patterns of(String keyword, JsonNode value) {
    Stream<String> texts =
        switch (keyword) {
          case Keyword.PATTERN -> value.isString() ? Stream.of(value.asString()) : Stream.of();
          case Keyword.PATTERN_PROPERTIES ->
              value.isObject() ? value.asObject().keySet().stream() : Stream.of();
          default -> Stream.of();
        };
    return new Patterns(texts.map(text -> compiled(text, value)).toList());
  }

  private static Pattern compiled(String text, JsonNode value) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new UnusableSchemaException(
          Violations.place(value.getJsonPointer())
              + " must be a regular expression, was not at character "
              + (e.getIndex() + 1)
              + " ("
              + e.getDescription()
              + ")");
    }
  }

  private static boolean isIn(String text, Pattern pattern) {
    return pattern.matcher(new SteppedText(text, Budget.current()::step)).find();
  }

  /** For {@code pattern}. */
  Evaluator ofText() {
    Pattern pattern = all.get(0);
    return (context, node) ->
        node.isString() && !isIn(node.asString(), pattern)
            ? Result.formattedFailure(Keyword.PATTERN, "", pattern)
            : Result.success();
  }

  /** For {@code patternProperties}: searches once more, as soon as each search is known to end. */
  Evaluator ofNames(Evaluator usual) {
    return (context, node) -> {
      if (node.isObject()) {
        node.asObject().keySet().forEach(name -> all.forEach(pattern -> isIn(name, pattern)));
      }
      return usual.evaluate(context, node);
    };
  }
}
