package io.fswebhook.core.parse;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** Jackson's parser with refusals of our own, since its messages quote the body. */
final class JsonCursor {

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
    String rule = "nothing but white space may follow the JSON object, was not so";
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

  /** A refusal of what is under the cursor. */
  MalformedPayloadException refused(String ruleAndState) {
    return refused(ruleAndState, parser.currentTokenLocation());
  }

  private MalformedPayloadException tooShort() {
    return refused("body must be one JSON object, ended too early", parser.currentLocation());
  }

  private MalformedPayloadException invalid(IOException error) {
    return refused("body must be valid JSON, was not", placeOf(error));
  }

  /** The parser itself may have read on already. */
  private JsonLocation placeOf(IOException error) {
    return error instanceof JacksonException own && own.getLocation() != null
        ? own.getLocation()
        : parser.currentLocation();
  }

  private MalformedPayloadException refused(String ruleAndState, JsonLocation location) {
    return new MalformedPayloadException(
        ruleAndState + " " + JsonPlace.of(parser.getParsingContext(), location));
  }
}
