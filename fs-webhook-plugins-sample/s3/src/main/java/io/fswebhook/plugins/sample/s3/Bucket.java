package io.fswebhook.plugins.sample.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The bucket, by Amazon's client. */
final class Bucket implements ObjectStore, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Bucket.class);

  private final S3Settings settings;
  private final AwsCredentialsProvider credentials;
  private final S3Client client;

  private Bucket(S3Settings settings) {
    this.settings = settings;
    this.credentials = credentials(settings.accessKey());
    this.client = client(settings, credentials);
  }

  /**
   * Checks the settings against the store. If it is unreachable, deliveries are retried until it is
   * back.
   *
   * @throws IllegalArgumentException if the store refuses what the settings say
   */
  static Bucket open(S3Settings settings) {
    Bucket bucket = new Bucket(settings);
    try {
      bucket.client.listObjectsV2(
          list -> list.bucket(settings.bucket()).prefix(settings.prefix()).maxKeys(1));
    } catch (SdkException e) {
      S3Refusal refusal = S3Refusal.of(e);
      if (refusal.isOfSettings()) {
        bucket.close();
        throw new IllegalArgumentException(refusal.explain(settings));
      }
      if (!refusal.isAccessDenied()) { // who may write need not be allowed to list
        log.warn("deliveries are retried until it works: {}", refusal.explain(settings));
      }
    } catch (RuntimeException e) {
      bucket.close();
      throw e;
    }
    return bucket;
  }

  @Override
  public void put(String key, Path file) throws NotStoredException {
    try {
      String md5 = md5(file);
      client.putObject(
          put ->
              put.bucket(settings.bucket())
                  .key(key)
                  .contentType("application/gzip")
                  .contentMD5(md5),
          RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw new NotStoredException(S3Refusal.of(e).explain(settings), e);
    } catch (IOException e) {
      throw new NotStoredException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Ends the client's threads. */
  @Override
  public void close() {
    client.close();
    if (credentials instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  private static AwsCredentialsProvider credentials(@Nullable AccessKey key) {
    return key == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
  }

  private static S3Client client(S3Settings settings, AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials)
            .forcePathStyle(settings.pathStyle())
            .httpClientBuilder(http(settings))
            // the MD5 is enough, and every store knows it
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // the receiver retries; once here, with which the client corrects for a wrong clock
            .overrideConfiguration(
                override ->
                    override
                        .apiCallTimeout(settings.requestTimeout())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(2)
                                .build()));
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    return builder.build();
  }

  private static UrlConnectionHttpClient.Builder http(S3Settings settings) {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(settings.connectTimeout())
            .socketTimeout(settings.requestTimeout());
    if (!settings.trusted().isEmpty()) {
      http.tlsTrustManagersProvider(() -> settings.trusted().toArray(new TrustManager[0]));
    }
    return http;
  }

  private static String md5(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return Base64.getEncoder().encodeToString(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
