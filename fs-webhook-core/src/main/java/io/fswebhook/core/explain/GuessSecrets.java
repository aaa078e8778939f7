package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.verify.HmacKey;
import io.fswebhook.core.verify.VerifySettings;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Secrets that may have signed a request: those in force, others, and variations. */
final class GuessSecrets {

  private static final int MOST_VARIED = 8;
  private static final char NO_BREAK = '\u00A0';
  private static final Map<String, String> INVISIBLES =
      Map.of(
          "\uFEFF",
          "a byte order mark",
          "\u200B",
          "a zero-width space",
          String.valueOf(NO_BREAK),
          "a no-break space");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\u00A0]");

  private final List<String> general;
  private final Map<String, List<String>> ofOrganisations;
  private final List<String> retired;
  private final Map<String, HmacKey> keys = new HashMap<>();

  GuessSecrets(VerifySettings settings, List<String> retired) {
    this.general = settings.secrets();
    this.ofOrganisations = new TreeMap<>(settings.orgSecrets());
    this.retired = List.copyOf(retired);
  }

  /** How many secrets are in force for an organisation. */
  int countInForce(@Nullable String orgId) {
    return inForce(orgId).size();
  }

  private List<String> inForce(@Nullable String orgId) {
    return orgId == null ? general : ofOrganisations.getOrDefault(orgId, general);
  }

  /** The likeliest first. */
  List<Guess<HmacKey>> of(@Nullable String orgId) {
    List<String> inForce = inForce(orgId);
    List<Guess<HmacKey>> guesses = new ArrayList<>();
    inForce.forEach(secret -> guesses.add(Guess.asItShouldBe(key(secret))));
    addRetired(inForce, guesses);
    addGeneral(inForce, orgId, guesses);
    inForce.stream().limit(MOST_VARIED).forEach(secret -> addVaried(secret, guesses));
    addJoined(inForce, guesses);
    addOfOthers(inForce, orgId, guesses);
    return guesses;
  }

  private synchronized HmacKey key(String secret) {
    return keys.computeIfAbsent(secret, HmacKey::of);
  }

  private void addRetired(List<String> inForce, List<Guess<HmacKey>> guesses) {
    for (String secret : retired) {
      if (!inForce.contains(secret)) {
        guesses.add(
            Guess.of(
                key(secret),
                "retired-secret",
                "It verifies with a previous secret, one of fs.webhook.retired-signing-secrets: the sender does not have the new one. Set the new secret at the endpoint in FullStory; until then, keep the previous one in force."));
      }
    }
  }

  private void addGeneral(
      List<String> inForce, @Nullable String orgId, List<Guess<HmacKey>> guesses) {
    if (orgId == null || !ofOrganisations.containsKey(orgId)) {
      return;
    }
    for (String secret : general) {
      if (!inForce.contains(secret)) {
        guesses.add(
            Guess.of(
                key(secret),
                "general-secret",
                () ->
                    String.format(
                        Locale.ROOT,
                        "It verifies with a general secret, but organisation %1$s has its own secrets, and only those are valid for it: add that secret to fs.webhook.orgs.%1$s.signing-secrets, or set the organisation's own secret at its endpoint.",
                        orgId)));
      }
    }
  }

  private void addVaried(String secret, List<Guess<HmacKey>> guesses) {
    String stripped = secret.strip();
    if (!stripped.equals(secret) && !stripped.isEmpty()) {
      addVaried(stripped, "without the surrounding white space that the setting has", guesses);
    }
    addVaried(secret + "\n", "with a trailing newline, which the setting does not have", guesses);
    addVaried(secret + "\r\n", "with a trailing newline, which the setting does not have", guesses);
    addVaried(secret + " ", "with a trailing space, which the setting does not have", guesses);
    addVaried(" " + secret, "with a leading space, which the setting does not have", guesses);
    addVaried(secret + "\t", "with a trailing tab, which the setting does not have", guesses);
    addVaried('"' + secret + '"', "in quotes, which the setting does not have", guesses);
    addVaried("'" + secret + "'", "in quotes, which the setting does not have", guesses);
    if (ReadValue.isQuoted(secret)) {
      addVaried(
          secret.substring(1, secret.length() - 1),
          "without the quotes that the setting has",
          guesses);
    }
    addInvisible(secret, guesses);
    addDecoded(secret, guesses);
  }

  /** Invisible characters that were copied along, on either side. */
  private static void addInvisible(String secret, List<Guess<HmacKey>> guesses) {
    String visible = INVISIBLE.matcher(secret).replaceAll("");
    if (!visible.equals(secret) && !visible.isEmpty()) {
      addAlone(
          visible.getBytes(UTF_8),
          "without the invisible characters that the setting has",
          guesses);
    }
    for (Map.Entry<String, String> each : INVISIBLES.entrySet()) {
      String how = "which the setting does not have";
      addAlone(
          (each.getKey() + secret).getBytes(UTF_8),
          "with " + each.getValue() + " before it, " + how,
          guesses);
      addAlone(
          (secret + each.getKey()).getBytes(UTF_8),
          "with " + each.getValue() + " after it, " + how,
          guesses);
    }
    if (secret.indexOf(' ') >= 0) {
      addAlone(
          secret.replace(' ', NO_BREAK).getBytes(UTF_8), "with no-break spaces in it", guesses);
    }
    addEncoded(secret, guesses);
  }

  private static void addEncoded(String secret, List<Guess<HmacKey>> guesses) {
    addAlone(secret.getBytes(UTF_16LE), "in UTF-16 instead of UTF-8", guesses);
    addAlone(secret.getBytes(UTF_16BE), "in UTF-16 instead of UTF-8", guesses);
    addAlone(("\uFEFF" + secret).getBytes(UTF_16LE), "in UTF-16 instead of UTF-8", guesses);
    addAlone(("\uFEFF" + secret).getBytes(UTF_16BE), "in UTF-16 instead of UTF-8", guesses);
    byte[] latin = secret.getBytes(ISO_8859_1);
    if (!Arrays.equals(latin, secret.getBytes(UTF_8))) {
      addAlone(latin, "in ISO 8859-1 instead of UTF-8", guesses);
      for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
        String normal = Normalizer.normalize(secret, form);
        if (!normal.equals(secret)) {
          addAlone(normal.getBytes(UTF_8), "with its accents in Unicode form " + form, guesses);
        }
      }
    }
  }

  /** Some senders decode the secret before they sign. */
  private static void addDecoded(String secret, List<Guess<HmacKey>> guesses) {
    String bare = secret.startsWith("whsec_") ? secret.substring(6) : secret;
    byte[] fromBase64 = Bytes.fromBase64(bare.getBytes(UTF_8));
    if (fromBase64 != null && fromBase64.length > 0) {
      guesses.add(decoded(fromBase64, "base64"));
    }
    if (bare.length() % 2 == 0 && bare.chars().allMatch(HexFormat::isHexDigit)) {
      guesses.add(decoded(HexFormat.of().parseHex(bare), "hexadecimal"));
    }
  }

  private static Guess<HmacKey> decoded(byte[] key, String form) {
    return Guess.of(
        HmacKey.of(key),
        "secret-decoded",
        () ->
            String.format(
                Locale.ROOT,
                "It verifies with the secret decoded from %s: the sender decodes it before it signs, but must use its text.",
                form));
  }

  /** Keys of variations are not cached: there may be many, and they are rarely needed. */
  private static void addVaried(String secret, String how, List<Guess<HmacKey>> guesses) {
    guesses.add(Guess.of(HmacKey.of(secret), "secret-form", () -> form(how)));
  }

  private static void addAlone(byte[] secret, String how, List<Guess<HmacKey>> guesses) {
    guesses.add(Guess.alone(HmacKey.of(secret), "secret-form", () -> form(how)));
  }

  private static String form(String how) {
    return String.format(
        Locale.ROOT,
        "It verifies with the secret %s: make both sides equal, preferably by setting the secret again at the endpoint in FullStory, without extra characters.",
        how);
  }

  private void addJoined(List<String> inForce, List<Guess<HmacKey>> guesses) {
    if (inForce.size() < 2 || inForce.size() > MOST_VARIED) {
      return;
    }
    for (String separator : List.of(",", ", ")) {
      guesses.add(
          Guess.of(
              HmacKey.of(String.join(separator, inForce)),
              "secret-with-comma",
              "It verifies with all the secrets joined: the secret contains a comma, but a comma separates secrets. Choose a secret without a comma."));
    }
  }

  private void addOfOthers(
      List<String> inForce, @Nullable String orgId, List<Guess<HmacKey>> guesses) {
    ofOrganisations.forEach(
        (other, secrets) -> {
          if (!other.equals(orgId)) {
            secrets.stream()
                .filter(secret -> !inForce.contains(secret))
                .forEach(secret -> guesses.add(ofOther(other, orgId, secret)));
          }
        });
  }

  private Guess<HmacKey> ofOther(String other, @Nullable String orgId, String secret) {
    return Guess.of(
        key(secret),
        "other-organisation",
        () ->
            orgId == null
                ? String.format(
                    Locale.ROOT,
                    "It verifies with the secret of organisation %s, but names no organisation, so only general secrets are valid: add that secret to fs.webhook.signing-secrets.",
                    other)
                : String.format(
                    Locale.ROOT,
                    "It verifies with the secret of organisation %1$s, but it names organisation %2$s: if the endpoint of %2$s should use that secret, add it to fs.webhook.orgs.%2$s.signing-secrets; otherwise set a different one at that endpoint.",
                    other,
                    orgId));
  }
}
