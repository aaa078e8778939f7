package io.fswebhook.plugins.sample.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3RefusalTest {

  private static final S3Settings SETTINGS =
      new S3Settings(
          "lake",
          "events",
          "fullstory/",
          "us-east-1",
          URI.create("https://s3.example.com"),
          true,
          null,
          List.of(),
          Duration.ofSeconds(1),
          1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NoSuchBucket | fs.webhook.handlers.lake.bucket names a bucket that does not exist: create events, or correct the setting",
        "InvalidAccessKeyId | fs.webhook.handlers.lake.access-key-id is wrong: the store does not know it",
        "SignatureDoesNotMatch | fs.webhook.handlers.lake.secret-access-key is wrong: it is not the secret of that access key",
        "PermanentRedirect | fs.webhook.handlers.lake.region is wrong, or .endpoint: said so"
      })
  void what_only_a_setting_can_correct_names_it(String code, String message) {
    S3Refusal refusal = S3Refusal.of(answer(code));

    assertThat(refusal.isOfSettings()).isTrue();
    assertThat(refusal.explain(SETTINGS)).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AccessDenied | the access key may not write to bucket events below fullstory/: allow it s3:PutObject",
        "RequestTimeTooSkewed | this machine's clock is wrong by more than the store allows: set it right, such as with NTP",
        "SlowDown | https://s3.example.com answered SlowDown: said so"
      })
  void what_may_pass_says_what_is_the_matter(String code, String message) {
    S3Refusal refusal = S3Refusal.of(answer(code));

    assertThat(refusal.isOfSettings()).isFalse();
    assertThat(refusal.explain(SETTINGS)).isEqualTo(message);
  }

  @Test
  void without_an_answer_the_client_says_why() {
    assertThat(S3Refusal.of(SdkClientException.create("timed out")).explain(SETTINGS))
        .isEqualTo("no answer from https://s3.example.com: timed out");
  }

  @Test
  void a_machine_without_credentials_is_told_which_setting_helps() {
    SdkException none =
        SdkClientException.create("Unable to load credentials from any of the providers in …");

    assertThat(S3Refusal.of(none).explain(SETTINGS))
        .isEqualTo(
            "fs.webhook.handlers.lake.access-key-id is not set, and the environment has no"
                + " credentials: set one of them");
  }

  private static SdkException answer(String code) {
    return S3Exception.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("said so").build())
        .build();
  }
}
