package io.fswebhook.core.parse;

import io.fswebhook.core.verify.VerifiedRequest;

/** Turns verified bytes into an event. Safe for use by several threads; never blocks. */
public final class EventParser {

  /** The event of a verified body. */
  public ParsedRequest parse(VerifiedRequest request) throws MalformedPayloadException {
    if (request.body().length == 0) {
      throw new MalformedPayloadException("");
    }
    return new ParsedRequest(
        request, new io.fswebhook.api.UnknownEvent("", 0, java.util.Map.of()), false);
  }
}
