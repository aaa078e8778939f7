package io.fswebhook.war.cli.follow;

import io.fswebhook.core.text.Printable;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A delivery on a line of the terminal. */
final class DeliveryLine {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final long KILO = 1024;

  private DeliveryLine() {}

  static String time(JsonObject delivery) {
    return TIME.format(Instant.parse(delivery.getString("receivedAt")));
  }

  /** Its id, what it is, whose it is, and what is unusual about it. */
  static String of(JsonObject delivery) {
    StringBuilder line = new StringBuilder(delivery.getString("id"));
    line.append("  ").append(delivery.getString("event"));
    line.append("  ").append(delivery.getString("organisation", "-"));
    line.append("  ").append(size(delivery.getInt("size")));
    line.append(delivery.getBoolean("test") ? "  test" : "");
    line.append(delivery.getBoolean("violatesSchema") ? "  violates its schema" : "");
    return Printable.line(line.toString());
  }

  private static String size(long bytes) {
    return bytes < KILO
        ? bytes + " B"
        : String.format(Locale.ROOT, "%.1f KiB", (double) bytes / KILO);
  }
}
