package io.fswebhook.core.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses bytes strictly by RFC 8259. Thread-safe. */
public final class JsonReader {

  /** An object within an object has depth 2. */
  static final int MAX_DEPTH = 100;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final JsonFactory factory =
      new JsonFactoryBuilder()
          // The sender chooses names, so they must not fill an intern pool or a shared table.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          // The default pool's thread locals would outlive the application on a server.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .streamReadConstraints(constraints())
          .build();

  /** The body size bounds all but the depth, which {@link JsonValues} checks one level earlier. */
  private static StreamReadConstraints constraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_DEPTH + 1)
        .maxStringLength(Integer.MAX_VALUE)
        .maxNameLength(Integer.MAX_VALUE)
        .maxNumberLength(Integer.MAX_VALUE)
        .build();
  }

  JsonDocument read(byte[] body) throws MalformedPayloadException {
    return read(body, JsonReader::document);
  }

  /** Any value, not only an object. */
  public JsonValue readValue(byte[] body) throws MalformedPayloadException {
    return read(body, JsonReader::value);
  }

  private <T> T read(byte[] body, Content<T> content) throws MalformedPayloadException {
    CharBuffer text = decode(body);
    try (JsonParser parser =
        factory.createParser(text.array(), text.arrayOffset(), text.remaining())) {
      return content.read(new JsonCursor(parser));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static JsonDocument document(JsonCursor cursor) throws MalformedPayloadException {
    JsonToken first = cursor.next();
    if (first != JsonToken.START_OBJECT) {
      throw cursor.refused("body must be a JSON object, was something else");
    }
    JsonValues values = new JsonValues(cursor);
    JsonDocument document = new JsonDocument(values.object(1), values.numbersAsText());
    cursor.requireEnd();
    return document;
  }

  private static JsonValue value(JsonCursor cursor) throws MalformedPayloadException {
    JsonValues values = new JsonValues(cursor);
    JsonValue value = new JsonValue(values.next(), values.numbersAsText());
    cursor.requireEnd();
    return value;
  }

  /** Strict UTF-8: nothing overlong, no surrogates, nothing truncated, no byte order mark. */
  private static CharBuffer decode(byte[] body) throws MalformedPayloadException {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer text = CharBuffer.allocate(body.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
      throw new MalformedPayloadException(
          "body must be UTF-8, was not at byte " + (bytes.position() + 1));
    }
    text.flip();
    if (!text.isEmpty() && text.get(0) == BYTE_ORDER_MARK) {
      throw new MalformedPayloadException("body must not begin with a byte order mark, did");
    }
    return text;
  }

  /**
   * A body as JDK values, unmodifiable and in order.
   *
   * @param members of the object at the top
   * @param numbersAsText the {@code String} objects among the values, by identity, that are numbers
   *     in the body but too large to represent; all other strings are text
   */
  record JsonDocument(Map<String, @Nullable Object> members, Set<String> numbersAsText) {}

  /** The same, of any body. */
  public record JsonValue(@Nullable Object value, Set<String> numbersAsText) {}

  @FunctionalInterface
  private interface Content<T> {
    T read(JsonCursor cursor) throws MalformedPayloadException;
  }
}
