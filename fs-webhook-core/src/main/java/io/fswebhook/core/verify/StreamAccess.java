package io.fswebhook.core.verify;

import java.util.List;

/**
 * What proves the origin of requests to one stream.
 *
 * @param tokens any may match; not needed if a signature is enough
 * @param header the header with the token; {@code Authorization} carries it after {@code Bearer}
 * @param signature whether a signature is needed
 */
public record StreamAccess(List<String> tokens, String header, StreamSignature signature) {

  /** Where senders put a token unless told otherwise. */
  public static final String DEFAULT_HEADER = "Authorization";

  /** What a signature, made as for the webhook, is good for. */
  public enum StreamSignature {
    /** Nothing: a token is needed. */
    OFF,
    /** It is as good as a token. */
    ACCEPTED,
    /** It is needed, and a token too if there is one. */
    REQUIRED
  }

  public StreamAccess {
    tokens = List.copyOf(tokens);
    if (tokens.isEmpty() && signature == StreamSignature.OFF) {
      throw new IllegalArgumentException("a stream must have a token or accept a signature");
    }
  }

  /** What stands before the token in the header; may be empty. */
  public String scheme() {
    return header.equalsIgnoreCase(DEFAULT_HEADER) ? "Bearer " : "";
  }

  /** Without the tokens, since settings tend to be logged. */
  @Override
  public String toString() {
    return "StreamAccess[tokens=" + tokens.size() + ", header=" + header + ", " + signature + "]";
  }
}
