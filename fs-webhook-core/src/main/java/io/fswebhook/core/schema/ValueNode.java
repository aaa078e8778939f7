package io.fswebhook.core.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import io.fswebhook.core.parse.JsonReader.JsonDocument;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value as the parser reads it, in the form that the validator takes. Immutable. */
final class ValueNode implements JsonNode {

  private final @Nullable ValueNode parent;
  private final Object step;
  private final @Nullable SimpleType type;
  private final @Nullable Object value;

  /** Of a value with all that is below it. */
  static ValueNode of(JsonDocument value) {
    return new ValueNode(value.value(), value.numbersAsText(), null, "");
  }

  /** The same; the validator itself makes nodes of the names of members. */
  static ValueNode of(JsonNode node) {
    return node instanceof ValueNode own ? own : new ValueNode(node.asString(), Set.of(), null, "");
  }

  private ValueNode(
      @Nullable Object value, Set<String> tooLarge, @Nullable ValueNode parent, Object step) {
    this.parent = parent;
    this.step = step;
    this.type = value instanceof String && tooLarge.contains(value) ? null : typeOf(value);
    this.value = below(value, tooLarge);
  }

  private @Nullable Object below(@Nullable Object value, Set<String> tooLarge) {
    if (value instanceof List<?> list) {
      List<JsonNode> elements = new ArrayList<>(list.size());
      list.forEach(each -> elements.add(new ValueNode(each, tooLarge, this, elements.size())));
      return Collections.unmodifiableList(elements);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, JsonNode> members = new LinkedHashMap<>();
      map.forEach(
          (name, each) -> members.put((String) name, new ValueNode(each, tooLarge, this, name)));
      return Collections.unmodifiableMap(members);
    }
    return value;
  }

  private static SimpleType typeOf(@Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
    }
    if (value instanceof String) {
      return SimpleType.STRING;
    }
    if (value instanceof Boolean) {
      return SimpleType.BOOLEAN;
    }
    if (value instanceof List<?>) {
      return SimpleType.ARRAY;
    }
    return value == null ? SimpleType.NULL : SimpleType.OBJECT;
  }

  @Override
  public SimpleType getNodeType() {
    if (type == null) {
      throw new UnvalidatedException(
          "the number at " + Violations.place(getJsonPointer()) + " is too large");
    }
    return type;
  }

  @Override
  public String getJsonPointer() {
    return parent == null
        ? ""
        : parent.getJsonPointer() + "/" + JsonNode.encodeJsonPointer(step.toString());
  }

  @Override
  public boolean asBoolean() {
    return cast(Boolean.class);
  }

  @Override
  public String asString() {
    return String.valueOf(value);
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigInteger();
  }

  @Override
  public BigDecimal asNumber() {
    return cast(BigDecimal.class);
  }

  @Override
  @SuppressWarnings("unchecked") // made so above
  public List<JsonNode> asArray() {
    return cast(List.class);
  }

  @Override
  @SuppressWarnings("unchecked") // made so above
  public Map<String, JsonNode> asObject() {
    return cast(Map.class);
  }

  private <T> T cast(Class<T> wanted) {
    if (value == null) {
      throw new ClassCastException("null is no " + wanted.getSimpleName());
    }
    return wanted.cast(value);
  }

  /** By JSON Schema's rule: 1 is 1.0, and the order of members does not matter. */
  @Override
  public boolean equals(@Nullable Object other) {
    Budget.current().step();
    return other instanceof ValueNode node
        && getNodeType() == node.getNodeType()
        && (value instanceof BigDecimal number
            ? number.compareTo(node.asNumber()) == 0
            : Objects.equals(value, node.value));
  }

  @Override
  public int hashCode() {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().hashCode()
        : Objects.hashCode(value);
  }
}
