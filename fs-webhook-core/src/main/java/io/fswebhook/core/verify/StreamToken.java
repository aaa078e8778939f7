package io.fswebhook.core.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Checks the token of one stream. */
final class StreamToken {

  private static final int MAX_LENGTH = 2048;

  private final List<byte[]> hashes;
  private final String header;
  private final String scheme; // empty for none

  StreamToken(StreamAccess access) {
    this.hashes = access.tokens().stream().map(StreamToken::hash).toList();
    this.header = access.header();
    this.scheme = access.scheme();
  }

  boolean isSet() {
    return !hashes.isEmpty();
  }

  boolean isIn(RawRequest request) {
    try {
      requireIn(request.headers());
      return true;
    } catch (RejectedException e) {
      return false;
    }
  }

  void requireIn(RequestHeaders headers) throws RejectedException {
    if (!matchesAny(hash(tokenIn(headers)))) {
      throw new RejectedException(
          RejectionReason.TOKEN_MISMATCH,
          "the token in header " + header + " matches none of " + hashes.size());
    }
  }

  /** Compares hashes, and all of them, so that timing reveals neither length nor which matched. */
  private boolean matchesAny(byte[] hash) {
    boolean matches = false;
    for (byte[] each : hashes) {
      matches |= MessageDigest.isEqual(each, hash);
    }
    return matches;
  }

  private static byte[] hash(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
  }

  private String tokenIn(RequestHeaders headers) throws RejectedException {
    List<String> lines = headers.values(header);
    if (lines.isEmpty()) {
      throw new RejectedException(RejectionReason.TOKEN_MISSING, "no header " + header);
    }
    if (lines.size() > 1) {
      throw malformed("must occur once, occurred " + lines.size() + " times");
    }
    if (lines.get(0).length() > MAX_LENGTH) {
      throw malformed("must have at most 2048 characters, had " + lines.get(0).length());
    }
    String line = SignatureLine.trim(lines.get(0));
    if (!line.regionMatches(true, 0, scheme, 0, scheme.length())) {
      throw malformed("must be 'Bearer <token>', was of another form");
    }
    String token = SignatureLine.trim(line.substring(scheme.length()));
    if (token.isEmpty()) {
      throw new RejectedException(
          RejectionReason.TOKEN_MISSING, "header " + header + " must contain a token, was empty");
    }
    return token;
  }

  private RejectedException malformed(String rule) {
    return new RejectedException(RejectionReason.TOKEN_MALFORMED, "header " + header + " " + rule);
  }
}
