package io.fswebhook.plugins.sample.s3;

import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failed request means.
 *
 * @param code of S3, such as {@code NoSuchBucket}; empty without an answer
 * @param message of the store or the client
 */
record S3Refusal(String code, String message) {

  private static final String ACCESS_DENIED = "AccessDenied";

  /** Not a code of S3. */
  private static final String NO_KEY = "NoKey";

  private static final Set<String> OF_SETTINGS =
      Set.of(
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "InvalidAccessKeyId",
          "InvalidBucketName",
          "NoSuchBucket",
          "PermanentRedirect",
          "SignatureDoesNotMatch");

  static S3Refusal of(SdkException error) {
    if (error instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      AwsErrorDetails details = service.awsErrorDetails();
      return new S3Refusal(
          Objects.toString(details.errorCode(), "status " + service.statusCode()),
          Objects.toString(details.errorMessage(), ""));
    }
    String message = Objects.toString(error.getMessage(), error.toString());
    return new S3Refusal(message.startsWith("Unable to load credentials") ? NO_KEY : "", message);
  }

  /** Nothing but another setting, or another bucket, helps. */
  boolean isOfSettings() {
    return OF_SETTINGS.contains(code);
  }

  boolean isAccessDenied() {
    return code.equals(ACCESS_DENIED);
  }

  /** Names the setting to correct. */
  String explain(S3Settings settings) {
    String prefix = "fs.webhook.handlers." + settings.handlerName() + ".";
    return switch (code) {
      case "NoSuchBucket", "InvalidBucketName" ->
          prefix
              + "bucket names a bucket that does not exist: create "
              + settings.bucket()
              + ", or correct the setting";
      case "InvalidAccessKeyId" -> prefix + AccessKey.ID + " is wrong: the store does not know it";
      case "SignatureDoesNotMatch" ->
          prefix + AccessKey.SECRET + " is wrong: it is not the secret of that access key";
      case ACCESS_DENIED ->
          "the access key may not write to bucket "
              + settings.bucket()
              + " below "
              + settings.prefix()
              + ": allow it s3:PutObject";
      case "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "PermanentRedirect" ->
          prefix + "region is wrong, or .endpoint: " + message;
      case "RequestTimeTooSkewed" ->
          "this machine's clock is wrong by more than the store allows: set it right, such as with NTP";
      case NO_KEY ->
          prefix
              + AccessKey.ID
              + " is not set, and the environment has no credentials: set one of them";
      case "" -> "no answer from " + where(settings) + ": " + message;
      default -> where(settings) + " answered " + code + ": " + message;
    };
  }

  private static String where(S3Settings settings) {
    return settings.endpoint() == null
        ? "S3 in region " + settings.region()
        : settings.endpoint().toString();
  }
}
