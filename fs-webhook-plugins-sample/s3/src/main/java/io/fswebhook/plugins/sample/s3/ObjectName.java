package io.fswebhook.plugins.sample.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fswebhook.api.Delivery;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The name of a batch's object: day and time of the first receipt, and a digest of the ids. The
 * same deliveries have the same name, others another one.
 */
final class ObjectName {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/'HHmmss.SSS'Z-'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final int DIGITS = 32;

  private ObjectName() {}

  /** Of deliveries in their order. */
  static String of(List<Delivery> deliveries) {
    return NAME.format(deliveries.get(0).receivedAt()) + digest(deliveries);
  }

  private static String digest(List<Delivery> deliveries) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      deliveries.forEach(each -> digest.update(each.id().getBytes(US_ASCII)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
