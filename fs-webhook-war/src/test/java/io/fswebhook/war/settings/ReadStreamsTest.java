package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.StreamSettings;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.parse.StreamDuplicates;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadStreamsTest {

  @TempDir Path folder;
  Sources sources;

  @BeforeEach
  void prepare() {
    sources = Sources.withSecret(folder);
  }

  @Test
  void a_token_is_enough() {
    sources.system("fs.webhook.streams.orders.tokens", "old,new");

    assertThat(streams())
        .isEqualTo(
            Map.of(
                "orders",
                new StreamSettings(
                    new StreamAccess(List.of("old", "new"), "Authorization", StreamSignature.OFF),
                    StreamDuplicates.NONE)));
  }

  @Test
  void all_of_it_is_read() {
    sources
        .system("fs.webhook.streams.orders.tokens", "token")
        .system("fs.webhook.streams.orders.header", "X-Token")
        .system("fs.webhook.streams.orders.signature", "required")
        .system("fs.webhook.streams.orders.duplicate-key", "/session_id, /event_time")
        .system("fs.webhook.streams.orders.duplicate-window", "PT10M");

    assertThat(streams().get("orders"))
        .isEqualTo(
            new StreamSettings(
                new StreamAccess(List.of("token"), "X-Token", StreamSignature.REQUIRED),
                new StreamDuplicates(
                    List.of("/session_id", "/event_time"), Duration.ofMinutes(10))));
  }

  @Test
  void tokens_come_from_files_and_from_the_environment() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "of-a-file\n");
    sources
        .system("fs.webhook.streams.a.tokens-file", file.toString())
        .environment("FS_WEBHOOK_STREAMS_BIG_ORDERS_TOKENS", "of-the-environment");

    assertThat(streams()).containsOnlyKeys("a", "big-orders");
    assertThat(streams().values())
        .extracting(stream -> stream.access().tokens())
        .containsExactlyInAnyOrder(List.of("of-a-file"), List.of("of-the-environment"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Orders", "a b", "a.b", "a_b", "ä", "a/b"})
  void a_name_that_no_path_can_hold_is_refused(String name) {
    sources.system("fs.webhook.streams." + name + ".tokens", "x");

    refused()
        .withMessage(
            "fs.webhook.streams."
                + name
                + ".tokens: the name of a stream must be 1 to 64 of a-z, 0-9 and -");
  }

  @Test
  void a_stream_that_anyone_could_send_to_is_refused() {
    sources.system("fs.webhook.streams.orders.duplicate-window", "PT1M");

    refused()
        .withMessageContaining("fs.webhook.streams.orders.tokens must be set")
        .withMessageContaining("fs.webhook.streams.orders.signature");
  }

  @Test
  void with_a_stream_no_signing_secret_is_needed_unless_the_stream_needs_it() {
    sources = new Sources(folder).system("fs.webhook.streams.orders.tokens", "token");
    assertThat(sources.load().receiver().verify().secrets())
        .hasSize(1)
        .isNotEqualTo(sources.load().receiver().verify().secrets()); // nobody knows it

    sources.system("fs.webhook.streams.orders.signature", "accepted");

    refused().withMessageStartingWith("fs.webhook.streams.orders.signature needs a signing secret");
  }

  @Test
  void tokens_are_not_shown() {
    sources.system("fs.webhook.streams.orders.tokens", "sesame");

    assertThat(sources.load().toString()).doesNotContain("sesame");
  }

  private Map<String, StreamSettings> streams() {
    return sources.load().receiver().streams();
  }

  private ThrowableAssertAlternative<StartException> refused() {
    return assertThatExceptionOfType(StartException.class).isThrownBy(sources::load);
  }
}
