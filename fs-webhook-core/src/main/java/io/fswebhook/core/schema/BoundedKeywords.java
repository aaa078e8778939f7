package io.fswebhook.core.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Keyword;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;

/** The keywords of the schema's draft, each within the {@link Budget}. */
final class BoundedKeywords implements EvaluatorFactory {

  private final References references;

  BoundedKeywords(References references) {
    this.references = references;
  }

  @Override
  public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
    if (new KeywordPath(value.getJsonPointer()).isData()) {
      return Optional.of(BoundedKeywords::refuse);
    }
    references.note(context.getParentUri(), keyword, value);
    Patterns patterns = Patterns.of(keyword, value);
    return context
        .getDialect()
        .getEvaluatorFactory()
        .create(context, keyword, value)
        .map(usual -> new Bounded(faster(keyword, value, patterns, usual)));
  }

  /** Those that would take long or could not be interrupted in another form. */
  private static Evaluator faster(
      String keyword, JsonNode value, Patterns patterns, Evaluator usual) {
    return switch (keyword) {
      case Keyword.PATTERN -> patterns.ofText();
      case Keyword.PATTERN_PROPERTIES -> patterns.ofNames(usual);
      case Keyword.ENUM -> new AnyOfValues(value.asArray());
      case Keyword.UNIQUE_ITEMS -> value.asBoolean() ? new UniqueValues() : usual;
      default -> usual;
    };
  }

  /** What looks like a keyword in data can be reached by a reference only. */
  private static Evaluator.Result refuse(EvaluationContext context, JsonNode node) {
    throw new UnvalidatedException(
        "it leads into the value of const, enum, default or examples, which is no schema");
  }

  private record Bounded(Evaluator keyword) implements Evaluator {

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      Budget budget = Budget.current();
      budget.enterKeyword();
      Result result = keyword.evaluate(context, node);
      budget.leaveKeyword(); // not after an exception, which ends the check
      return result;
    }

    @Override
    public int getOrder() {
      return keyword.getOrder();
    }
  }
}
