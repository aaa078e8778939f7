package io.fswebhook.plugins.sample.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.api.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3SettingsTest {

  private static final String PREFIX = "fs.webhook.handlers.S3Archive.";

  @TempDir private Path folder;

  private final HandlerHarness.Builder builder =
      HandlerHarness.of(new S3ArchiveHandler())
          .setting("endpoint", "http://127.0.0.1:1")
          .setting("bucket", "archive")
          .setting("access-key-id", "key")
          .setting("secret-access-key", "s3cret")
          .setting("batch-max-wait", "PT0.01S");

  @BeforeEach
  void useOwnFolder() throws Exception {
    builder.workDir(folder);
  }

  @Test
  void a_missing_bucket_is_named_with_what_to_do() {
    assertThatThrownBy(() -> builder.setting("bucket", "").start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(PREFIX + "bucket is not set: set it to the name of the bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host", "host:9000", "http://user:s3cret@host", "http:// host"})
  void an_endpoint_that_is_no_url_of_a_host_is_refused_and_not_repeated(String endpoint) {
    assertThatThrownBy(() -> builder.setting("endpoint", endpoint).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + "endpoint must be an http or https URL")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "bucket, a/b, 'must be a name of 3 to 63 letters'",
    "prefix, /a/, 'must be at most 100 letters'",
    "prefix, a, 'must be at most 100 letters'",
    "prefix, a!/, 'must be at most 100 letters'",
    "region, eu west, 'must be a name such as us-east-1, was ''eu west'''",
    "path-style, yes, 'must be true or false, was ''yes'''",
    "batch-max-bytes, 0, 'must be a whole number from 1 to 1073741824, was 0'",
    "batch-max-wait, PT2H, 'must be at most PT1H, was PT2H'",
    "trusted-certificates, nowhere.pem, must be the path of a file with certificates in PEM",
    "request-timeout, 20, must be an ISO 8601 duration",
    "secret-access-key, '', 'is not set, but fs.webhook.handlers.S3Archive.access-key-id is: set both'"
  })
  void what_is_wrong_is_named_with_the_rule(String key, String value, String problem) {
    assertThatThrownBy(() -> builder.setting(key, value).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(PREFIX + key + " " + problem);
  }

  @Test
  void a_folder_that_cannot_be_made_refuses_the_start() throws Exception {
    Files.writeString(folder.resolve("spool"), "a file");

    assertThatThrownBy(builder::start).isInstanceOf(IOException.class);
  }

  @Test
  void the_secret_is_not_part_of_what_is_printed() {
    assertThat(new AccessKey("key", "s3cret")).hasToString("key");
  }

  @Test
  void a_store_that_cannot_be_reached_is_waited_for() throws Exception {
    try (HandlerHarness harness = builder.setting("concurrency", "1").start()) {
      Outcome outcome = harness.deliver(SampleEvents.noteCreated());

      assertThat(outcome.result()).isEqualTo(Result.RETRY);
      assertThat(outcome.message()).startsWith("no answer from http://127.0.0.1:1: ");
    }
  }
}
