package io.fswebhook.core.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Keyword;
import java.util.HashSet;

/** {@code uniqueItems}, for thousands of elements. */
final class UniqueValues implements Evaluator {

  @Override
  public Result evaluate(EvaluationContext context, JsonNode node) {
    return node.isArray() && new HashSet<>(node.asArray()).size() < node.asArray().size()
        ? Result.formattedFailure(Keyword.UNIQUE_ITEMS)
        : Result.success();
  }
}
