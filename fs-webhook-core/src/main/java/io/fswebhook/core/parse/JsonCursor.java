package io.fswebhook.core.parse;

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
      throw invalid();
    }
  }

  void requireEnd() throws MalformedPayloadException {
    if (!isAtEnd()) {
      throw refused(
          "nothing but white space may follow the JSON object, was not so",
          parser.currentLocation());
    }
  }

  private boolean isAtEnd() {
    try {
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The name, string or number under the cursor. */
  String text() throws MalformedPayloadException {
    try {
      return parser.getText();
    } catch (JsonEOFException e) {
      throw tooShort();
    } catch (IOException e) {
      throw invalid();
    }
  }

  /** A refusal of what is under the cursor. */
  MalformedPayloadException refused(String ruleAndState) {
    return refused(ruleAndState, parser.currentTokenLocation());
  }

  private MalformedPayloadException tooShort() {
    return refused("body must be one JSON object, ended too early", parser.currentLocation());
  }

  private MalformedPayloadException invalid() {
    return refused("body must be valid JSON, was not", parser.currentLocation());
  }

  private MalformedPayloadException refused(String ruleAndState, JsonLocation location) {
    return new MalformedPayloadException(
        ruleAndState + " " + JsonPlace.of(parser.getParsingContext(), location));
  }
}
