package io.fswebhook.core.parse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Masks values in a body and leaves the rest of its text as it is. Reads the body once, whatever
 * the number of pointers; one that is not JSON is masked whole. Thread-safe.
 */
public final class RedactBody {

  /** What is shown in the place of a value, or of a whole body. */
  public static final String MASK = "\"***\"";

  private static final String ANY = "*";
  private static final JsonReader READER = new JsonReader();

  private final List<List<String>> pointers;

  /**
   * Of the values at JSON pointers (RFC 6901).
   *
   * @param pointers in which {@code *} stands for any member or element
   */
  public RedactBody(List<String> pointers) {
    this.pointers = pointers.stream().map(RedactBody::segments).toList();
  }

  private static List<String> segments(String pointer) {
    return Arrays.stream(pointer.substring(1).split("/", -1))
        .map(each -> each.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  /** The body as it may be shown. */
  public String of(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (pointers.isEmpty()) {
      return text;
    }
    try (JsonParser parser = READER.parser(text)) {
      Masked masked = new Masked(text, parser);
      parser.nextToken();
      masked.value(pointers, 0);
      return parser.nextToken() == null ? masked.text() : MASK;
    } catch (IOException e) {
      return MASK; // its message may quote the body
    }
  }

  /** The text so far, up to the last value that is masked. */
  private static final class Masked {

    private final String text;
    private final JsonParser parser;
    private final StringBuilder result = new StringBuilder();
    private int copied;

    Masked(String text, JsonParser parser) {
      this.text = text;
      this.parser = parser;
    }

    String text() {
      return result.append(text, copied, text.length()).toString();
    }

    /**
     * The value that begins with the current token.
     *
     * @param pointers those that lead to it or into it
     * @param depth how many of their segments have led here
     */
    void value(List<List<String>> pointers, int depth) throws IOException {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw new IOException("there is no value");
      }
      if (pointers.stream().anyMatch(each -> each.size() == depth)) {
        mask();
      } else if (pointers.isEmpty()) {
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        members(pointers, depth);
      } else if (token == JsonToken.START_ARRAY) {
        elements(pointers, depth);
      }
    }

    private void members(List<List<String>> pointers, int depth) throws IOException {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        value(into(name, pointers, depth), depth + 1);
      }
    }

    private void elements(List<List<String>> pointers, int depth) throws IOException {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        value(into(String.valueOf(i), pointers, depth), depth + 1);
      }
    }

    private static List<List<String>> into(String step, List<List<String>> pointers, int depth) {
      Stream<List<String>> further =
          pointers.stream()
              .filter(each -> each.get(depth).equals(step) || each.get(depth).equals(ANY));
      return further.toList();
    }

    private void mask() throws IOException {
      int from = (int) parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      parser.finishToken();
      int to = (int) parser.currentLocation().getCharOffset();
      String value = text.substring(from, to);
      result.append(text, copied, from).append(MASK);
      copied = from + value.stripTrailing().length();
    }
  }
}
