package io.fswebhook.core.verify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Signs test requests that a receiver sends to itself, using its configured scheme. */
public final class SignTest {

  /** The organisation of tests, unless only organisations have secrets. */
  static final String ORGANISATION = "TEST";

  private final String header;
  private final SignatureScheme scheme;
  private final String orgId;
  private final String secret;

  public SignTest(VerifySettings settings) {
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
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put(header, scheme.sign(body, secret, orgId, now));
    headers.put("Content-Type", "application/json");
    headers.put(Origin.TEST_HEADER, by);
    return new RawRequest(new TestHeaders(headers), body, now, "this receiver");
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
