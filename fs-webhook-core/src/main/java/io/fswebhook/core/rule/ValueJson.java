package io.fswebhook.core.rule;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.fswebhook.api.ExpressionValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an expression made, as JSON. Bounded, since a value may hold one long text many times. */
final class ValueJson {

  private static final int DEEPEST = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private ValueJson() {}

  /**
   * A value of an expression.
   *
   * @throws ExpressionFailedException if it cannot be written as JSON, or not within the bounds
   */
  static ExpressionValue of(Object value) {
    return value instanceof String text
        ? ExpressionValue.text(text)
        : new ExpressionValue(typeOf(value), written(value, false));
  }

  static ExpressionValue.Type typeOf(Object value) {
    if (value instanceof Map<?, ?>) {
      return ExpressionValue.Type.OBJECT;
    }
    if (value instanceof List<?>) {
      return ExpressionValue.Type.ARRAY;
    }
    if (value instanceof Number) {
      return ExpressionValue.Type.NUMBER;
    }
    if (value instanceof String) {
      return ExpressionValue.Type.TEXT;
    }
    if (value instanceof Boolean) {
      return ExpressionValue.Type.BOOLEAN;
    }
    throw new ExpressionFailedException("it makes a function, which is no value");
  }

  /** Over several lines, indented. */
  static String pretty(Object value) {
    return written(value, true);
  }

  private static String written(Object value, boolean isPretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(new BoundedWriter(text))) {
      if (isPretty) {
        json.useDefaultPrettyPrinter();
      }
      write(value, json);
    } catch (StreamConstraintsException e) {
      throw new ExpressionFailedException("it makes values within values, " + DEEPEST + " deep");
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null || value == Jsonata.NULL_VALUE) {
      json.writeNull();
      return;
    }
    switch (typeOf(value)) {
      case OBJECT -> writeMembers((Map<?, ?>) value, json);
      case ARRAY -> writeElements((List<?>) value, json);
      case NUMBER -> writeNumber((Number) value, json);
      case TEXT -> json.writeString((String) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
    }
  }

  private static void writeMembers(Map<?, ?> members, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      json.writeFieldName(String.valueOf(member.getKey()));
      write(member.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void writeElements(List<?> elements, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Object element : elements) {
      write(element, json);
    }
    json.writeEndArray();
  }

  private static void writeNumber(Number number, JsonGenerator json) throws IOException {
    if (number instanceof Integer || number instanceof Long) {
      json.writeNumber(number.longValue());
      return;
    }
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      throw new ExpressionFailedException("it makes a number that JSON does not have");
    }
    json.writeNumber(value);
  }

  /** Refuses what is too long before it fills the memory. */
  private static final class BoundedWriter extends Writer {

    private final Writer writer;
    private long written;

    BoundedWriter(Writer writer) {
      this.writer = writer;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      written += length;
      EvaluationGuard.requireLength(written);
      writer.write(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
