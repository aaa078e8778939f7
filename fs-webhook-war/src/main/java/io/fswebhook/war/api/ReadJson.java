package io.fswebhook.war.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.war.http.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to the few kinds of values that the API takes, strictly: texts, truth values, lists and
 * objects; no key twice, not deep, and nothing behind. A problem quotes nothing but names.
 */
final class ReadJson {

  private static final int DEEPEST = 5;
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private final JsonParser parser;

  private ReadJson(JsonParser parser) {
    this.parser = parser;
  }

  /** The members of the object that a body is; none when there is no body. */
  static Map<String, @Nullable Object> object(byte[] body) {
    String text = text(body);
    if (text.isBlank()) {
      return Map.of();
    }
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      return new ReadJson(parser).whole();
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      throw wrong("must be valid JSON, was not");
    }
  }

  private static String text(byte[] body) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw wrong("must be UTF-8, was not");
    }
  }

  private Map<String, @Nullable Object> whole() {
    if (parser.next() != Event.START_OBJECT) {
      throw wrong("must be a JSON object, was something else");
    }
    Map<String, @Nullable Object> members = members(1);
    if (parser.hasNext()) {
      throw wrong("must end after the object, did not");
    }
    return members;
  }

  private Map<String, @Nullable Object> members(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.next() != Event.END_OBJECT) {
      String name = parser.getString();
      if (members.containsKey(name)) {
        throw wrong("must not hold a name twice, did: " + QuotedInput.of(name));
      }
      members.put(name, value(parser.next(), depth));
    }
    return members;
  }

  private List<@Nullable Object> values(int depth) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      values.add(value(event, depth));
    }
    return values;
  }

  private @Nullable Object value(Event event, int depth) {
    if (depth == DEEPEST) {
      throw wrong("must not be nested deeper than " + DEEPEST + ", was");
    }
    return switch (event) {
      case START_OBJECT -> members(depth + 1);
      case START_ARRAY -> values(depth + 1);
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER -> throw wrong("must hold no numbers, did");
      case KEY_NAME, END_OBJECT, END_ARRAY -> throw wrong("must be valid JSON, was not");
    };
  }

  static ProblemException wrong(String ruleAndState) {
    return ProblemException.badRequest("The body " + ruleAndState + ".");
  }
}
