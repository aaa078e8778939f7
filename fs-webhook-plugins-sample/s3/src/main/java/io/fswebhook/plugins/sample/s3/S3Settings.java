package io.fswebhook.plugins.sample.s3;

import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import io.fswebhook.plugins.sample.support.CheckedSettings;
import io.fswebhook.plugins.sample.support.ClientTls;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link S3ArchiveHandler}, checked.
 *
 * @param prefix of keys; empty, or with a slash at its end
 * @param endpoint null for that of Amazon's region
 * @param pathStyle whether the bucket is in the path of URLs, not in the name of the host
 * @param accessKey null for what the environment has
 * @param trusted empty for what the JVM trusts
 */
record S3Settings(
    String handlerName,
    String bucket,
    String prefix,
    String region,
    @Nullable URI endpoint,
    boolean pathStyle,
    @Nullable AccessKey accessKey,
    List<TrustManager> trusted,
    Duration batchWait,
    int batchBytes,
    Duration connectTimeout,
    Duration requestTimeout) {

  static final String HANDLER_NAME = "S3Archive";

  private static final String BATCH_WAIT = "batch-max-wait";
  private static final String BATCH_BYTES = "batch-max-bytes";
  private static final int USUAL_BATCH_BYTES = 8 << 20;
  private static final int MOST_BATCH_BYTES = 1 << 30;
  private static final String USUAL_PREFIX = "fullstory/";
  private static final String USUAL_REGION = "us-east-1";
  private static final String PATH_STYLE = "path-style";
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  static final List<HandlerSetting> DECLARED =
      List.of(
          HandlerSetting.text("bucket", "The bucket. Required; it must exist."),
          HandlerSetting.text("prefix", "What the keys of objects begin with.")
              .orElse(USUAL_PREFIX),
          HandlerSetting.text("region", "The bucket's region.").orElse(USUAL_REGION),
          HandlerSetting.text("endpoint", "The URL of a store other than Amazon's."),
          HandlerSetting.flag(
              PATH_STYLE, "Whether the bucket is in the path of URLs; true with an endpoint."),
          HandlerSetting.text(AccessKey.ID, "The id of the access key."),
          HandlerSetting.text(AccessKey.SECRET, "The secret of the access key.").asSecret(),
          ClientTls.DECLARED_TRUSTED,
          HandlerSetting.duration(BATCH_WAIT, "How long a delivery waits for others at most.")
              .orElse(USUAL_WAIT.toString()),
          HandlerSetting.integer(BATCH_BYTES, "An object is written once its bodies have so many.")
              .orElse(Integer.toString(USUAL_BATCH_BYTES)),
          HandlerSetting.duration("connect-timeout", "The time-out for connecting.")
              .orElse(CONNECT_TIMEOUT.toString()),
          HandlerSetting.duration("request-timeout", "The time-out of an upload.")
              .orElse(REQUEST_TIMEOUT.toString()));

  S3Settings {
    trusted = List.copyOf(trusted);
  }

  static S3Settings read(HandlerContext context) {
    CheckedSettings settings = CheckedSettings.of(context);
    URI endpoint = endpoint(settings);
    return new S3Settings(
        context.handlerName(),
        bucket(settings),
        prefix(settings),
        region(settings),
        endpoint,
        settings.flag(PATH_STYLE, endpoint != null),
        AccessKey.read(settings),
        ClientTls.readTrusted(settings).map(List::of).orElse(List.of()),
        upToAnHour(settings, BATCH_WAIT, USUAL_WAIT),
        batchBytes(settings),
        upToAnHour(settings, "connect-timeout", CONNECT_TIMEOUT),
        upToAnHour(settings, "request-timeout", REQUEST_TIMEOUT));
  }

  GroupLimits groups(int concurrency) {
    return new GroupLimits(concurrency, batchBytes, batchWait);
  }

  private static String bucket(CheckedSettings settings) {
    String bucket = settings.required("bucket", "set it to the name of the bucket");
    if (!bucket.matches("[A-Za-z0-9._-]{3,63}")) {
      throw settings.wrong(
          "bucket",
          "must be a name of 3 to 63 letters, digits, '.', '_' and '-', was '" + bucket + "'");
    }
    return bucket;
  }

  private static String region(CheckedSettings settings) {
    String region = settings.text("region").orElse(USUAL_REGION);
    if (!region.matches("[A-Za-z0-9-]{1,50}")) {
      throw settings.wrong(
          "region", "must be a name such as " + USUAL_REGION + ", was '" + region + "'");
    }
    return region;
  }

  private static String prefix(CheckedSettings settings) {
    String prefix = settings.text("prefix").orElse(USUAL_PREFIX);
    if (prefix.equals("/")) {
      return "";
    }
    if (!prefix.matches("([A-Za-z0-9._=-]+/)+") || prefix.length() > 100) {
      throw settings.wrong(
          "prefix",
          "must be at most 100 letters, digits, '.', '_', '=', '-' and '/', with a '/' at the end and"
              + " none at the beginning, or a '/' alone for no prefix, was '"
              + prefix
              + "'");
    }
    return prefix;
  }

  private static @Nullable URI endpoint(CheckedSettings settings) {
    String endpoint = settings.text("endpoint").orElse(null);
    if (endpoint == null) {
      return null;
    }
    try {
      URI uri = new URI(endpoint);
      if (List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // refused like the rest
    }
    throw settings.wrong(
        "endpoint",
        "must be an http or https URL without user and password, such as https://minio.example.com");
  }

  private static int batchBytes(CheckedSettings settings) {
    String value = settings.text(BATCH_BYTES).orElse(Integer.toString(USUAL_BATCH_BYTES));
    if (value.matches("\\d{1,10}")) {
      long bytes = Long.parseLong(value);
      if (bytes >= 1 && bytes <= MOST_BATCH_BYTES) {
        return (int) bytes;
      }
    }
    throw settings.wrong(
        BATCH_BYTES, "must be a whole number from 1 to " + MOST_BATCH_BYTES + ", was " + value);
  }

  private static Duration upToAnHour(CheckedSettings settings, String key, Duration absent) {
    Duration value = settings.duration(key, absent);
    if (value.compareTo(LONGEST) > 0) {
      throw settings.wrong(key, "must be at most " + LONGEST + ", was " + value);
    }
    return value;
  }
}
