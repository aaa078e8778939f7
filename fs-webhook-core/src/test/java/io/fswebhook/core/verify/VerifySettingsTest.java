package io.fswebhook.core.verify;

import static io.fswebhook.core.verify.SignatureScheme.FULLSTORY;
import static io.fswebhook.core.verify.SignatureScheme.HMAC_SHA256_HEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifySettingsTest {

  private static final List<String> SECRETS = List.of("hush");
  private static final List<String> HEADERS = List.of("Fullstory-Signature");
  private static final Duration AGE = Duration.ofHours(24);
  private static final Duration SKEW = Duration.ofMinutes(5);

  @Test
  void no_secret_at_all_is_refused() {
    refuses(
        "there must be at least one signing secret, was none",
        () -> new VerifySettings(List.of(), Map.of(), HEADERS, FULLSTORY, AGE, SKEW));
  }

  @Test
  void secrets_of_organisations_alone_are_enough() {
    Map<String, List<String>> own = Map.of("ACME", SECRETS);

    assertThat(new VerifySettings(List.of(), own, HEADERS, FULLSTORY, AGE, SKEW).orgSecrets())
        .isEqualTo(own);
  }

  @Test
  void an_empty_or_blank_secret_is_refused() {
    for (String secret : List.of("", " ", "\t")) {
      refuses(
          "a signing secret must not be blank, one was",
          () ->
              new VerifySettings(List.of("hush", secret), Map.of(), HEADERS, FULLSTORY, AGE, SKEW));
      refuses(
          "a signing secret must not be blank, one was",
          () ->
              new VerifySettings(
                  SECRETS, Map.of("ACME", List.of(secret)), HEADERS, FULLSTORY, AGE, SKEW));
    }
  }

  @Test
  void an_organisation_listed_without_secrets_is_refused() {
    refuses(
        "organisation ACME must have at least one signing secret, was none",
        () ->
            new VerifySettings(SECRETS, Map.of("ACME", List.of()), HEADERS, FULLSTORY, AGE, SKEW));
  }

  @Test
  void an_organisation_that_no_header_can_name_is_refused() {
    refuses(
        "an organisation must be 1 to 100 visible ASCII characters without ':' and ',', was 'A:B'",
        () -> new VerifySettings(SECRETS, Map.of("A:B", SECRETS), HEADERS, FULLSTORY, AGE, SKEW));
  }

  @Test
  void a_scheme_of_the_body_alone_needs_a_general_secret() {
    refuses(
        "scheme hmac-sha256-hex names no organisation, so there must be a general signing secret,"
            + " was none",
        () ->
            new VerifySettings(
                List.of(), Map.of("ACME", SECRETS), HEADERS, HMAC_SHA256_HEX, AGE, SKEW));
  }

  @Test
  void a_header_is_needed_and_has_a_name() {
    refuses(
        "there must be at least one signature header, was none",
        () -> new VerifySettings(SECRETS, Map.of(), List.of(), FULLSTORY, AGE, SKEW));
    refuses(
        "a signature header must have a name, was ''",
        () -> new VerifySettings(SECRETS, Map.of(), List.of("X", " "), FULLSTORY, AGE, SKEW));
  }

  @Test
  void negative_durations_are_refused() {
    Duration negative = Duration.ofSeconds(-1);
    refuses(
        "max-age must be >= 0, was PT-1S",
        () -> new VerifySettings(SECRETS, Map.of(), HEADERS, FULLSTORY, negative, SKEW));
    refuses(
        "max-skew must be >= 0, was PT-1S",
        () -> new VerifySettings(SECRETS, Map.of(), HEADERS, FULLSTORY, AGE, negative));
  }

  @Test
  void later_changes_of_the_collections_change_nothing() {
    List<String> own = new ArrayList<>(SECRETS);
    Map<String, List<String>> orgSecrets = new HashMap<>(Map.of("ACME", own));
    VerifySettings settings =
        new VerifySettings(SECRETS, orgSecrets, HEADERS, FULLSTORY, AGE, SKEW);

    own.add("later");
    orgSecrets.clear();

    assertThat(settings.orgSecrets()).isEqualTo(Map.of("ACME", SECRETS));
  }

  @Test
  void the_text_of_the_settings_holds_no_secret() {
    Map<String, List<String>> own = Map.of("ACME", List.of("whisper"));

    assertThat(new VerifySettings(SECRETS, own, HEADERS, FULLSTORY, AGE, SKEW).toString())
        .contains("ACME", "PT24H")
        .doesNotContain("hush", "whisper");
  }

  private static void refuses(String message, Runnable creation) {
    assertThatIllegalArgumentException().isThrownBy(creation::run).withMessage(message);
  }
}
