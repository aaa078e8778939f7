package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Printable;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Members of an object, one on a line; absent ones are left out. */
final class Facts {

  private final JsonObject object;
  private final Map<String, String> facts = new LinkedHashMap<>();

  private Facts(JsonObject object) {
    this.object = object;
  }

  static Facts of(JsonObject object) {
    return new Facts(object);
  }

  Facts add(String label, String member) {
    return add(label, member, UnaryOperator.identity());
  }

  Facts addTime(String label, String member) {
    return add(label, member, ShownTime::of);
  }

  private Facts add(String label, String member, UnaryOperator<String> form) {
    JsonValue value = object.get(member);
    if (value != null && value.getValueType() != JsonValue.ValueType.NULL) {
      String text = value instanceof JsonString string ? string.getString() : value.toString();
      facts.put(label + ":", Printable.line(form.apply(text)));
    }
    return this;
  }

  Stream<String> lines() {
    int widest = facts.keySet().stream().mapToInt(String::length).reduce(0, Math::max);
    return facts.entrySet().stream()
        .map(
            each ->
                each.getKey() + " ".repeat(widest + 1 - each.getKey().length()) + each.getValue());
  }
}
