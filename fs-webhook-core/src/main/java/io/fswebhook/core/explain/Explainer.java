package io.fswebhook.core.explain;

import io.fswebhook.core.explain.ReadLoosely.Reading;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.verify.OrganisationId;
import io.fswebhook.core.verify.RejectionReason;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.VerifySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what would make a rejected request valid, for the operator. Findings contain no part of
 * a body, a secret, a token or a signature. Slow, but bounded by its effort. Thread-safe.
 */
public final class Explainer {

  /** The most that one request may cost: some 20,000 trials with a usual body, 0.1 s. */
  static final long EFFORT = 16L << 20;

  private static final int MOST_READINGS = 24;

  /** Why a request is turned away whose origin is proven. */
  private static final Set<String> OF_BODY = Set.of("malformed-payload", "schema-violation");

  private final VerifySettings settings;
  private final FindSignatures signatures;
  private final ReadLoosely reader;
  private final GuessSecrets secrets;
  private final ExplainTime time;
  private final ExplainStream streams;
  private final int retiredCount;

  /**
   * Uses the settings that rejected the request.
   *
   * @param retired secrets that were in force earlier; used for explanations only
   */
  public Explainer(
      VerifySettings settings, Map<String, StreamAccess> streams, List<String> retired) {
    this.settings = settings;
    this.signatures = new FindSignatures(settings.headers());
    this.reader = new ReadLoosely(settings);
    this.secrets = new GuessSecrets(settings, retired);
    this.time = new ExplainTime(settings);
    this.streams = new ExplainStream(streams, settings, retired);
    this.retiredCount = retired.size();
  }

  /**
   * Explains a stored rejection by the current settings, or returns the findings of its time where
   * too little of the request was stored.
   */
  public List<Finding> explain(Rejection kept) {
    byte[] body = kept.bodyStart();
    String lines = kept.signatureLines();
    if (body == null || body.length < kept.size() || lines == null) {
      return kept.findings();
    }
    return explain(RejectedRequest.kept(kept.reason(), lines, body, kept.receivedAt()));
  }

  /** What would make the request valid, with a budget of its own. */
  public List<Finding> explain(RejectedRequest request) {
    return explain(request, Effort.of(EFFORT));
  }

  /**
   * What would make the request valid, the most important first; at least one finding.
   *
   * @param effort the budget to spend from
   */
  public List<Finding> explain(RejectedRequest request, Effort effort) {
    return streams.explain(request).orElseGet(() -> ofSignature(request, effort));
  }

  private List<Finding> ofSignature(RejectedRequest request, Effort effort) {
    List<Guess<FindSignatures.Line>> lines = signatures.in(request);
    if (lines.isEmpty()) {
      return withSigns(noSignature(), request);
    }
    List<Guess<Reading>> readings = readings(lines);
    if (readings.isEmpty()) {
      return withSigns(unreadable(lines), request);
    }
    Effort own = effort.part(EFFORT);
    Search.Match match = new Search(readings, secrets, request.body(), own).find();
    if (match == null) {
      return withSigns(nothingFits(readings.get(0).what(), own.isSpent()), request);
    }
    List<Finding> found = new ArrayList<>(match.because());
    found.addAll(time.of(match.reading().seconds(), request.receivedAt()));
    return found.isEmpty() ? asItShouldBe(request) : together(found);
  }

  /** With several causes, fixing one alone does not make the request valid. */
  static List<Finding> together(List<Finding> found) {
    if (found.stream().map(Finding::code).distinct().count() == 1) {
      return List.copyOf(found); // one mistake that shows in several places
    }
    List<Finding> all = new ArrayList<>();
    all.add(
        new Finding(
            "several",
            true,
            String.format(
                Locale.ROOT,
                "%d things are wrong; with all of them fixed, the request would be valid.",
                found.size())));
    found.forEach(one -> all.add(new Finding(one.code(), false, one.sentence())));
    return List.copyOf(all);
  }

  private List<Guess<Reading>> readings(List<Guess<FindSignatures.Line>> lines) {
    return lines.stream()
        .flatMap(line -> reader.readings(line.what().text()).stream().map(line::with))
        .limit(MOST_READINGS)
        .toList();
  }

  private static List<Finding> asItShouldBe(RejectedRequest request) {
    if (OF_BODY.contains(request.reason())) {
      return withSigns(
          new Finding(
              "signature-right",
              false,
              "The signature is valid, so the sender has the secret: the body is wrong, see the detail."),
          request);
    }
    if (request.reason().equals(RejectionReason.TOO_OLD.code())) {
      return List.of(
          new Finding(
              "time-forgotten",
              false,
              "The signature is valid, and not too old by the current fs.webhook.signature.max-age. Either that setting was raised since, or deliveries of that time were already deleted, so that a replay cannot be detected: was this machine's clock set back?"));
    }
    return List.of(validNow());
  }

  static Finding validNow() {
    return new Finding(
        "valid-now",
        true,
        "The current settings accept it: the cause has been fixed. Unless the sender retries it, the event is lost.");
  }

  static List<Finding> withSigns(Finding finding, RejectedRequest request) {
    List<Finding> all = new ArrayList<>();
    all.add(finding);
    all.addAll(signsOf(request.body()));
    return List.copyOf(all);
  }

  private Finding noSignature() {
    return new Finding(
        "no-signature",
        false,
        String.format(
            Locale.ROOT,
            "There is no signature, neither in fs.webhook.signature.headers=%s nor in another common header. FullStory signs when the endpoint has a secret: give it one. If it has one, a proxy in between drops the header, or the request is not from FullStory.",
            String.join(",", settings.headers())));
  }

  private static Finding unreadable(List<Guess<FindSignatures.Line>> lines) {
    List<String> headers = lines.stream().map(line -> line.what().header()).distinct().toList();
    return new Finding(
        "unreadable-signature",
        false,
        String.format(
            Locale.ROOT,
            "Header %s contains no signature in a known format: it must be o:<organisation>,t:<unix seconds>,v:<base64>, with 44 characters after v. The detail says what is wrong.",
            String.join(" and ", headers)));
  }

  private Finding nothingFits(Reading reading, boolean spent) {
    String orgId = reading.orgId();
    int inForce = secrets.countInForce(orgId);
    boolean named = orgId != null && OrganisationId.isValid(orgId);
    String ofOrganisation = named ? " for organisation " + orgId : "";
    if (inForce == 0) {
      return new Finding(
          "unknown-organisation",
          false,
          String.format(
              Locale.ROOT,
              "There is no secret%s, and no other configured secret verifies it: set fs.webhook.orgs.%s.signing-secrets to the secret of its endpoint. Otherwise the request is not from FullStory.",
              ofOrganisation,
              named ? orgId : "<orgId>"));
    }
    return new Finding(
        "nothing-fits",
        false,
        String.format(
            Locale.ROOT,
            "It verifies with none of the secrets in force%s (%d) and no other configured secret (%d retired%s), and no other header, signature format or common change of the body explains it%s. Most likely the endpoint in FullStory has a different secret: set the same secret in both places. Otherwise a proxy rewrites the body in an unusual way, or the request is not from FullStory.",
            ofOrganisation,
            inForce,
            retiredCount,
            settings.orgSecrets().isEmpty() ? "" : ", and those of organisations",
            spent ? ", as far as it was tried: the body is large" : ""));
  }

  /** What is obvious from a body, whatever its signature. */
  private static List<Finding> signsOf(byte[] body) {
    List<Finding> found = new ArrayList<>();
    if (body.length == 0) {
      found.add(
          sign(
              "empty-body",
              "The body arrived empty: something in between drops it, such as a redirect that turns a POST into a GET, or a filter that consumes the body."));
    }
    if (Bytes.isZipped(body)) {
      found.add(
          sign(
              "compressed",
              "The body is compressed with gzip, which the receiver does not decompress. Turn off compression of requests in front of it."));
    }
    if (Bytes.hasMark(body)) {
      found.add(
          sign(
              "byte-order-mark",
              "The body starts with a byte order mark, which JSON must not have."));
    }
    if (isForm(body)) {
      found.add(
          sign(
              "form",
              "The body looks like form data: something in between encodes it. It must be plain JSON."));
    }
    return found;
  }

  /** Such as {@code payload=%7B…}. */
  private static boolean isForm(byte[] body) {
    for (int i = 0; i < Math.min(body.length, 100); i++) {
      byte character = body[i];
      if (character == '=') {
        return i > 0;
      }
      boolean isName =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || character == '_'
              || character == '%';
      if (!isName) {
        return false;
      }
    }
    return false;
  }

  private static Finding sign(String code, String sentence) {
    return new Finding(code, false, sentence);
  }
}
