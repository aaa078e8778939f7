package io.fswebhook.core.verify;

import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes test requests that a receiver sends to itself, with its own secrets and tokens. */
public final class SignTest {

  /** The organisation of tests, unless only organisations have secrets. */
  static final String ORGANISATION = "TEST";

  private final String header;
  private final SignatureScheme scheme;
  private final String orgId;
  private final String secret;
  private final Map<String, StreamAccess> streams;

  /** Makes requests to the webhook and to these streams. */
  public SignTest(VerifySettings settings, Map<String, StreamAccess> streams) {
    this.streams = Map.copyOf(streams);
    this.header = settings.headers().get(0);
    this.scheme = settings.scheme();
    if (settings.secrets().isEmpty()) {
      Map.Entry<String, List<String>> first =
          new TreeMap<>(settings.orgSecrets()).entrySet().iterator().next();
      this.orgId = first.getKey();
      this.secret = first.getValue().get(0);
    } else {
      this.orgId = ORGANISATION;
      this.secret = settings.orgSecrets().getOrDefault(orgId, settings.secrets()).get(0);
    }
  }

  /**
   * A request as FullStory would send it.
   *
   * @param by who requested it
   */
  public RawRequest sign(byte[] body, String by, Instant now) {
    Map<String, String> headers = headers(by);
    headers.put(header, scheme.sign(body, secret, orgId, now));
    return new RawRequest(new TestHeaders(headers), body, now, "this receiver");
  }

  /** A request to a stream, with all that the stream may demand. */
  public RawRequest toStream(String stream, byte[] body, String by, Instant now) {
    StreamAccess access = streams.get(stream);
    if (access == null) {
      throw new IllegalArgumentException("there is no stream " + stream);
    }
    Map<String, String> headers = headers(by);
    if (access.signature() != StreamSignature.OFF) {
      headers.put(header, scheme.sign(body, secret, orgId, now));
    }
    access.tokens().stream()
        .findFirst()
        .ifPresent(token -> headers.put(access.header(), access.scheme() + token));
    return new RawRequest(stream, new TestHeaders(headers), body, now, "this receiver");
  }

  private static Map<String, String> headers(String by) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", "application/json");
    headers.put(Origin.TEST_HEADER, by);
    return headers;
  }

  /**
   * Headers of a test request. The type itself marks the test, which no header from outside can
   * forge.
   *
   * @param byName case-insensitive
   */
  record TestHeaders(Map<String, String> byName) implements RequestHeaders {

    @Override
    public List<String> values(String name) {
      String value = byName.get(name);
      return value == null ? List.of() : List.of(value);
    }
  }
}
