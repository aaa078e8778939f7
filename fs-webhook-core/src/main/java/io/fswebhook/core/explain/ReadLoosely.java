package io.fswebhook.core.explain;

import io.fswebhook.core.explain.ReadValue.Form;
import io.fswebhook.core.explain.ReadValue.Value;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.OrganisationId;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.VerifySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses a signature header leniently, in every way it may be meant. */
final class ReadLoosely {

  private static final int MOST_PARTS = 12;
  private static final int MOST_ORGANISATIONS = 20;
  private static final Pattern PREFIX = Pattern.compile("(?:[A-Za-z0-9-]{1,16}[=:])(.+)");

  /** As in a form or a URL. */
  private static final Pattern ESCAPED = Pattern.compile("%(2[bBcCfF]|3[aAdD])");

  private static final Pattern SEPARATORS = Pattern.compile("[,;]|\\s+(?=[A-Za-z]\\w{0,8}[:=].)");

  /** Keys that senders use instead of o, t and v. */
  private static final Map<String, String> KEYS =
      Map.of("o", "o", "org", "o", "t", "t", "ts", "t", "v", "v", "v1", "v", "sig", "v");

  private static final Guess<String> PERCENT =
      Guess.of(
          "",
          "percent-encoded",
          "The signature is percent-encoded, such as %3D for =: forward it unchanged.");

  private static final Guess<String> PREFIXED =
      Guess.of(
          "", "prefix", "The signature has a prefix, such as 'sha256=': send the signature alone.");

  private final SignatureScheme scheme;
  private final List<String> organisations;

  ReadLoosely(VerifySettings settings) {
    this.scheme = settings.scheme();
    this.organisations =
        new TreeSet<>(settings.orgSecrets().keySet()).stream().limit(MOST_ORGANISATIONS).toList();
  }

  List<Guess<Reading>> readings(String text) {
    String bare = text.strip();
    if (ReadValue.isQuoted(bare)) {
      return readings(bare.substring(1, bare.length() - 1)).stream()
          .map(reading -> ReadValue.quotes().with(reading))
          .toList();
    }
    if (ESCAPED.matcher(bare).find()) {
      return readings(unescaped(bare)).stream().map(PERCENT::with).toList();
    }
    List<Guess<Reading>> all = new ArrayList<>(inParts(bare));
    all.addAll(ofBodyAlone(bare));
    return all;
  }

  private static String unescaped(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }

  private List<Guess<Reading>> inParts(String text) {
    Map<String, List<String>> parts = new HashMap<>();
    List<Finding> because = new ArrayList<>();
    String[] all = SEPARATORS.split(text, MOST_PARTS);
    if (all.length != text.split(",", MOST_PARTS).length) {
      because.add(
          new Finding(
              "separator",
              true,
              "The parts of the signature are separated by semicolons or spaces: use commas, as in o:…,t:…,v:…."));
    }
    for (String part : all) {
      take(part.strip(), parts, because);
    }
    List<String> values = parts.getOrDefault("v", List.of());
    if (values.isEmpty()) {
      return List.of();
    }
    if (parts.values().stream().anyMatch(same -> same.size() > 1)) {
      because.add(
          new Finding(
              "part-twice",
              true,
              "A part of the signature occurs twice: send each part once, and one signature per request."));
    }
    if (scheme != SignatureScheme.FULLSTORY) {
      because.add(
          new Finding(
              "scheme",
              true,
              "The signature has FullStory's own format, o:…,t:…,v:…: set fs.webhook.signature.scheme=fullstory."));
    }
    List<Guess<Reading>> readings = new ArrayList<>();
    for (String value : values) {
      ReadValue.of(value).ifPresent(read -> readings.addAll(readings(parts, read, because)));
    }
    return readings;
  }

  private static void take(String part, Map<String, List<String>> parts, List<Finding> because) {
    int end = 0;
    while (end < part.length() && part.charAt(end) != ':' && part.charAt(end) != '=') {
      end++;
    }
    if (end == 0 || end == part.length()) {
      if (isNew("part-form", because)) {
        because.add(
            new Finding(
                "part-form", true, "A part of the signature has no key: it must be o:…,t:…,v:…."));
      }
      return;
    }
    if (part.charAt(end) == '=' && isNew("separator", because)) {
      because.add(
          new Finding(
              "separator",
              true,
              "The parts of the signature have '=' after their keys: use ':', as in o:…,t:…,v:…."));
    }
    String key = part.substring(0, end);
    String meant = KEYS.getOrDefault(key.toLowerCase(Locale.ROOT), key);
    if (!meant.equals(key) && isNew("part-key", because)) {
      because.add(
          new Finding(
              "part-key",
              true,
              "A part of the signature has a wrong key: the keys must be o, t and v, in lower case."));
    }
    parts.computeIfAbsent(meant, same -> new ArrayList<>()).add(part.substring(end + 1));
  }

  private static boolean isNew(String code, List<Finding> because) {
    return because.stream().noneMatch(finding -> finding.code().equals(code));
  }

  private List<Guess<Reading>> readings(
      Map<String, List<String>> parts, Guess<Value> value, List<Finding> because) {
    List<Finding> all = new ArrayList<>(because);
    all.addAll(value.because());
    if (value.what().form() == Form.HEX) {
      all.add(
          new Finding(
              "hex", true, "Part v is hexadecimal: it must be base64 of the same 32 bytes."));
    }
    String orgId = first(parts, "o");
    String seconds = first(parts, "t");
    if (orgId != null && !OrganisationId.isValid(orgId)) {
      all.add(
          new Finding("organisation-form", true, "Part o must be " + OrganisationId.RULE + "."));
    }
    if (seconds == null) {
      all.add(missing("t"));
    }
    byte[] bytes = value.what().bytes();
    if (orgId != null) {
      return List.of(Guess.because(all, new Reading(bytes, orgId, seconds, false)));
    }
    all.add(missing("o"));
    List<Guess<Reading>> readings = new ArrayList<>();
    readings.add(Guess.because(all, new Reading(bytes, null, seconds, false)));
    for (String organisation : organisations) {
      readings.add(Guess.because(all, new Reading(bytes, organisation, seconds, false)));
    }
    return readings;
  }

  private static Finding missing(String key) {
    return new Finding(
        "part-missing",
        true,
        String.format(
            Locale.ROOT,
            "The signature has no part %s: it must be o:<organisation>,t:<unix seconds>,v:<base64>.",
            key));
  }

  private static @Nullable String first(Map<String, List<String>> parts, String key) {
    List<String> values = parts.getOrDefault(key, List.of());
    return values.isEmpty() ? null : values.get(0);
  }

  private List<Guess<Reading>> ofBodyAlone(String text) {
    List<Guess<Reading>> readings = new ArrayList<>();
    ReadValue.of(text).ifPresent(value -> readings.add(ofBodyAlone(value)));
    Matcher prefixed = PREFIX.matcher(text);
    if (readings.isEmpty() && prefixed.matches()) {
      ReadValue.of(prefixed.group(1))
          .ifPresent(value -> readings.add(PREFIXED.with(ofBodyAlone(value))));
    }
    return readings;
  }

  private Guess<Reading> ofBodyAlone(Guess<Value> value) {
    Reading reading = new Reading(value.what().bytes(), null, null, true);
    SignatureScheme itsScheme =
        value.what().form() == Form.HEX
            ? SignatureScheme.HMAC_SHA256_HEX
            : SignatureScheme.HMAC_SHA256_BASE64;
    if (itsScheme == scheme) {
      return value.with(Guess.asItShouldBe(reading));
    }
    String name = itsScheme == SignatureScheme.HMAC_SHA256_HEX ? "hex" : "base64";
    return value.with(
        Guess.of(
            reading,
            "scheme",
            String.format(
                Locale.ROOT,
                "The signature covers the body alone, in %1$s: if a gateway in front of the receiver signs, set fs.webhook.signature.scheme=%2$s; FullStory itself signs as o:…,t:…,v:….",
                name,
                itsScheme)));
  }

  /**
   * A leniently parsed signature.
   *
   * @param value the HMAC, 32 bytes
   * @param orgId null if absent
   * @param seconds the time, verbatim; null if absent
   * @param ofBodyAlone whether it has the form of a scheme that signs the body alone
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reading(
      byte[] value, @Nullable String orgId, @Nullable String seconds, boolean ofBodyAlone) {}
}
