package io.fswebhook.core.schema;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Keyword;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code enum}, for thousands of values. */
final class AnyOfValues implements Evaluator {

  private static final int SHOWN = 10;

  private final Set<JsonNode> values;
  private final String shown;

  AnyOfValues(List<JsonNode> values) {
    this.values = Set.copyOf(values);
    this.shown =
        values.stream()
            .limit(SHOWN)
            .map(JsonNode::toPrintableString)
            .collect(Collectors.joining(", ", "", values.size() > SHOWN ? ", …" : ""));
  }

  @Override
  public Result evaluate(EvaluationContext context, JsonNode node) {
    return values.contains(ValueNode.of(node))
        ? Result.success()
        : Result.formattedFailure(Keyword.ENUM, "", shown);
  }
}
