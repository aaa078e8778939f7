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

  /** Of a text that was received; what is read is not checked beyond its syntax. */
  JsonParser parser(String text) throws IOException {
    return factory.createParser(text);
  }

  /** A body that must be an object. */
  JsonDocument readObject(byte[] body) throws MalformedPayloadException {
    return read(body, true);
  }

  /** A body that may be any value. */
  public JsonDocument readValue(byte[] body) throws MalformedPayloadException {
    return read(body, false);
  }

  private JsonDocument read(byte[] body, boolean mustBeObject) throws MalformedPayloadException {
    CharBuffer text = decode(body);
    try (JsonParser parser =
        factory.createParser(text.array(), text.arrayOffset(), text.remaining())) {
      return document(new JsonCursor(parser), mustBeObject);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static JsonDocument document(JsonCursor cursor, boolean mustBeObject)
      throws MalformedPayloadException {
    JsonToken first = cursor.next();
    if (mustBeObject && first != JsonToken.START_OBJECT) {
      throw cursor.refused("body must be a JSON object, was something else");
    }
    JsonValues values = new JsonValues(cursor);
    JsonDocument document = new JsonDocument(values.value(first, 0), values.numbersAsText());
    cursor.requireEnd();
    return document;
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
   * @param value a map for an object
   * @param numbersAsText the {@code String} objects among the values, by identity, that are numbers
   *     in the body but too large to represent; all other strings are text
   */
  public record JsonDocument(@Nullable Object value, Set<String> numbersAsText) {

    /** Of the object at the top; empty if it is something else. */
    @SuppressWarnings("unchecked") // the names of members are texts
    Map<String, @Nullable Object> members() {
      return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
  }
}
