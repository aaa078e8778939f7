package io.fswebhook.war.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.WebhookSigner;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  private static final String BODY =
      "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"1\"}}";
  private static final String SIGNATURE =
      "o:ORG1,t:1577836800,v:K5mZs4PZqlrWHlF5uU6ceBACnpnOCByYXPTjbGz47jY=";
  private static final String AT = "2020-01-01T00:00:10Z";

  @TempDir private Path folder;

  @Test
  void what_is_signed_is_accepted_with_what_it_says() throws Exception {
    Typed typed = verify(BODY, "--secret", "secret", "--signature", SIGNATURE, "--at", AT);
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.out())
        .startsWith("accepted: ")
        .contains("note.created", "ORG1", "2020-01-01T00:00:00Z");
  }

  @Test
  void what_a_signature_or_an_event_holds_does_nothing_to_the_terminal() throws Exception {
    Typed typed =
        verify(BODY, "--secret", "secret", "--signature", "o:\u001b[2J\u202e,t:x,v:y", "--at", AT);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out() + typed.err()).doesNotContain("\u001b", "\u202e");
    String body = "{\"eventName\":\"a\\u001b[2J\\u202eb\",\"version\":1,\"data\":{}}";
    String signature =
        new io.fswebhook.api.testkit.WebhookSigner("secret", "ORG1")
            .sign(body.getBytes(StandardCharsets.UTF_8), Instant.parse("2020-01-01T00:00:00Z"));
    Typed accepted = verify(body, "--secret", "secret", "--signature", signature, "--at", AT);
    assertThat(accepted.out()).contains("a\\u001b[2J\\u202eb").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void without_a_time_its_age_counts_from_now() throws Exception {
    Typed typed = verify(BODY, "--secret", "secret", "--signature", SIGNATURE);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).startsWith("signature-rejected (too-old): ");
  }

  @Test
  void another_secret_is_a_mismatch_and_is_not_shown() throws Exception {
    Typed typed = verify(BODY, "--secret", "an0ther", "--signature", SIGNATURE, "--at", AT);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).startsWith("signature-rejected (mismatch): ").doesNotContain("an0ther");
  }

  @Test
  void a_signed_body_that_is_no_event_is_malformed() throws Exception {
    String body = "[1]";
    String signature =
        new WebhookSigner("secret", "ORG1")
            .sign(body.getBytes(StandardCharsets.UTF_8), Instant.parse(AT));
    Typed typed = verify(body, "--secret", "secret", "--signature", signature, "--at", AT);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).startsWith("malformed-payload: ");
  }

  @Test
  void a_body_only_signature_needs_its_scheme() throws Exception {
    String hex = "4c8b1ddd4e6be6d5e9c2d0df5a3f0d4f2ac4c0f2d3c5c5d1b5e6a7b8c9d0e1f2";
    Typed other = verify(BODY, "--secret", "secret", "--signature", hex, "--at", AT);
    assertThat(other.out()).startsWith("signature-rejected (malformed): ");
    Typed typed =
        verify(BODY, "--secret", "secret", "--signature", hex, "--scheme", "hmac-sha256-hex");
    assertThat(typed.out()).startsWith("signature-rejected (mismatch): ");
  }

  @Test
  void wrong_use_ends_with_2() throws Exception {
    assertThat(verify(BODY, "--secret", "secret").exitCode()).isEqualTo(2);
    assertThat(verify(BODY, "--signature", SIGNATURE).exitCode()).isEqualTo(2);
    assertThat(verify(BODY, "--secret", "s", "--signature", SIGNATURE, "--scheme", "md5").err())
        .contains("fullstory, hmac-sha256-hex, hmac-sha256-base64", "md5");
    Typed noFile = Typed.line("verify", "--secret", "s", "--signature", SIGNATURE, "no-such-file");
    assertThat(noFile.exitCode()).isEqualTo(2);
    assertThat(noFile.err()).contains("no-such-file");
  }

  private Typed verify(String body, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("body.json"), body);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "verify";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = file.toString();
    return Typed.line(arguments);
  }

  @Test
  void a_refusal_is_explained_as_in_the_console() throws Exception {
    String pretty = BODY.replace(",", ", ").replace(":", ": ");
    Typed changed = verify(pretty, "--secret", "secret", "--signature", SIGNATURE, "--at", AT);
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out().lines().toList()).hasSizeGreaterThan(1);

    Typed json =
        verify(
            BODY,
            "--secret",
            "secret",
            "--signature",
            "X-Signature: " + SIGNATURE,
            "--at",
            AT,
            "--output",
            "json");
    assertThat(json.exitCode()).isEqualTo(1);
    JsonObject verdict = Json.createReader(new StringReader(json.out())).readObject();
    assertThat(verdict.getBoolean("accepted")).isFalse();
    assertThat(verdict.getString("reason")).isEqualTo("missing");
    assertThat(verdict.getJsonArray("findings").getJsonObject(0).getBoolean("wouldBeValid"))
        .isTrue();
  }

  @Test
  void a_time_that_is_none_is_said_with_an_example() throws Exception {
    Typed typed = verify(BODY, "--secret", "s", "--signature", SIGNATURE, "--at", "yesterday");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("--at", "yesterday", "2026-01-31T12:00:00Z");
  }
}
