package io.fswebhook.core.parse;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** Wraps Jackson's parser with our own messages, because Jackson's quote the body. */
final class JsonCursor {

  private static final int MAX_NAME_LENGTH = 40;

  private final JsonParser parser;

  JsonCursor(JsonParser parser) {
    this.parser = parser;
  }

  JsonToken next() throws MalformedPayloadException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw tooShort();
      }
      return token;
    } catch (JsonEOFException e) {
      throw tooShort();
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  void requireEnd() throws MalformedPayloadException {
    String rule = "only white space may follow the JSON object";
    try {
      if (parser.nextToken() != null) {
        throw refused(rule);
      }
    } catch (IOException e) {
      throw refused(rule, placeOf(e));
    }
  }

  /** The name, string or number under the cursor. */
  String text() throws MalformedPayloadException {
    try {
      return parser.getText();
    } catch (JsonEOFException e) {
      throw tooShort();
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** An exception about the current token. */
  MalformedPayloadException refused(String ruleAndState) {
    return refused(ruleAndState, parser.currentTokenLocation());
  }

  private MalformedPayloadException tooShort() {
    return refused("body must be one JSON object, ended too early", parser.currentLocation());
  }

  private MalformedPayloadException invalid(IOException error) {
    return refused("body must be valid JSON, was not", placeOf(error));
  }

  /** The parser's own location may be ahead of the error. */
  private JsonLocation placeOf(IOException error) {
    return error instanceof JacksonException own && own.getLocation() != null
        ? own.getLocation()
        : parser.currentLocation();
  }

  private MalformedPayloadException refused(String ruleAndState, JsonLocation location) {
    return new MalformedPayloadException(
        ruleAndState + " " + place(parser.getParsingContext(), location));
  }

  /** The position in a body; quotes member names only, never values. */
  private static String place(JsonStreamContext context, JsonLocation location) {
    return "at line "
        + location.getLineNr()
        + " column "
        + location.getColumnNr()
        + " ("
        + path(context)
        + ")";
  }

  private static String path(JsonStreamContext context) {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext level = context; level != null; level = level.getParent()) {
      path.insert(0, step(level));
    }
    return path.insert(0, '$').toString();
  }

  private static String step(JsonStreamContext level) {
    if (level.inArray() && level.hasCurrentIndex()) {
      return "[" + level.getCurrentIndex() + "]";
    }
    if (level.inObject() && level.hasCurrentName()) {
      return "." + printable(level.getCurrentName());
    }
    return "";
  }

  /** Names are logged, so control characters must not get through. */
  private static String printable(String name) {
    StringBuilder printable = new StringBuilder();
    name.codePoints()
        .limit(MAX_NAME_LENGTH)
        .map(character -> isHarmless(character) ? character : '?')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isHarmless(int character) {
    return (character >= ' ' && character < 0x7f) || Character.isLetterOrDigit(character);
  }
}
