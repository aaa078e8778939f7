package io.fswebhook.core.explain;

import io.fswebhook.core.explain.ReadLoosely.Reading;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.Rejection;
import io.fswebhook.core.verify.OrganisationId;
import io.fswebhook.core.verify.RejectionReason;
import io.fswebhook.core.verify.VerifySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds out what would make a rejected request valid, for the operator. What it says holds no part
 * of a body, of a secret or of a signature. Takes its time, but no more than its effort. Safe for
 * use by several threads.
 */
public final class Explainer {

  /** What one request may cost: some 20,000 trials with a usual body, and a tenth of a second. */
  static final long EFFORT = 16L << 20;

  private static final int MOST_READINGS = 24;

  private final VerifySettings settings;
  private final FindSignatures signatures;
  private final ReadLoosely reader;
  private final GuessSecrets secrets;
  private final ExplainTime time;
  private final int retiredCount;

  /**
   * By the settings that rejected it.
   *
   * @param retired secrets that were in force once; they explain, and nothing else
   */
  public Explainer(VerifySettings settings, List<String> retired) {
    this.settings = settings;
    this.signatures = new FindSignatures(settings.headers());
    this.reader = new ReadLoosely(settings);
    this.secrets = new GuessSecrets(settings, retired);
    this.time = new ExplainTime(settings);
    this.retiredCount = retired.size();
  }

  /**
   * By the settings of now: what was found when it was rejected, unless all that is needed was
   * kept.
   */
  public List<Finding> explain(Rejection kept) {
    byte[] body = kept.bodyStart();
    String lines = kept.signatureLines();
    if (body == null || body.length < kept.size() || lines == null) {
      return kept.findings();
    }
    return explain(
        RejectedRequest.kept(kept.reason(), lines, body, kept.receivedAt()), Effort.of(EFFORT));
  }

  /**
   * What would make it valid, the most important first; at least one finding.
   *
   * @param effort how much may be tried at most; it takes from it
   */
  public List<Finding> explain(RejectedRequest request, Effort effort) {
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

  /** Of several things, none would make it valid alone. */
  private static List<Finding> together(List<Finding> found) {
    if (found.stream().map(Finding::code).distinct().count() == 1) {
      return List.copyOf(found); // one mistake, in all the places where it shows
    }
    List<Finding> all = new ArrayList<>();
    all.add(
        new Finding(
            "several",
            true,
            String.format(
                Locale.ROOT,
                "%d things are wrong; with all of them put right it would be valid.",
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
    if (request.reason().equals("malformed-payload")) {
      return withSigns(
          new Finding(
              "signature-right",
              false,
              "The signature is right, so the sender has the secret: it is the body that is no event, see the detail."),
          request);
    }
    if (request.reason().equals(RejectionReason.TOO_OLD.code())) {
      return List.of(
          new Finding(
              "time-forgotten",
              false,
              "The signature is right, and not too old by fs.webhook.signature.max-age of now. Either that was raised since then, or deliveries of that time have been deleted already, so that a replay could not be told from a first request: was this machine's clock set back?"));
    }
    return List.of(
        new Finding(
            "valid-now",
            true,
            "With the settings of now it is accepted: whatever was wrong has been put right. If the sender does not send it again, it is lost."));
  }

  private static List<Finding> withSigns(Finding finding, RejectedRequest request) {
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
            "There is no signature, neither in fs.webhook.signature.headers=%s nor in another usual header. FullStory signs when the endpoint has a secret: give it one. If it has one, something in between drops the header; else it is not FullStory.",
            String.join(",", settings.headers())));
  }

  private static Finding unreadable(List<Guess<FindSignatures.Line>> lines) {
    List<String> headers = lines.stream().map(line -> line.what().header()).distinct().toList();
    return new Finding(
        "unreadable-signature",
        false,
        String.format(
            Locale.ROOT,
            "What stands in %s is no signature in any form that is known: it must be o:<organisation>,t:<unix seconds>,v:<base64>, with 44 characters after v. See the detail for what is wrong.",
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
              "There is no secret%s, and no other that is known here verifies it: set fs.webhook.orgs.%s.signing-secrets to the secret of its endpoint, or it is a stranger's.",
              ofOrganisation,
              named ? orgId : "<orgId>"));
    }
    return new Finding(
        "nothing-fits",
        false,
        String.format(
            Locale.ROOT,
            "It verifies with none of the secrets in force%s (%d), with no other that is known here (%d retired%s), and no other header, form of the signature or usual change of the body explains it%s. Most likely the secret at the endpoint in FullStory is another one: set the same at both. Else something in between rewrites the body in an unusual way, or it is a stranger's.",
            ofOrganisation,
            inForce,
            retiredCount,
            settings.orgSecrets().isEmpty() ? "" : ", and those of organisations",
            spent ? ", as far as was tried: the body is large" : ""));
  }

  /** What is obvious from a body, whatever its signature. */
  private static List<Finding> signsOf(byte[] body) {
    List<Finding> found = new ArrayList<>();
    if (body.length == 0) {
      found.add(
          sign(
              "empty-body",
              "The body was empty when it came: something in between drops it, such as a redirect that makes a GET of a POST, or a filter that has read it before."));
    }
    if (Bytes.isZipped(body)) {
      found.add(
          sign(
              "compressed",
              "The body is compressed with gzip; the receiver takes it as it is. Turn compression of requests off in front of it."));
    }
    if (Bytes.hasMark(body)) {
      found.add(
          sign(
              "byte-order-mark",
              "The body begins with a byte order mark, which JSON must not have."));
    }
    if (isForm(body)) {
      found.add(
          sign(
              "form",
              "The body looks like a form: something in between encodes it. It must be the JSON itself."));
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
