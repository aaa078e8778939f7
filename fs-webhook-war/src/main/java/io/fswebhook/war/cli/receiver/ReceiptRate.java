package io.fswebhook.war.cli.receiver;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** How many deliveries a receiver has received lately. */
final class ReceiptRate {

  private static final int MINUTES = 5;

  private ReceiptRate() {}

  /** A minute, by the activity of the last hour; the minute that is not over does not count. */
  static BigDecimal of(JsonObject stats) {
    List<JsonObject> steps = stats.getJsonArray("steps").getValuesAs(JsonObject.class);
    int end = Math.max(0, steps.size() - 1);
    List<JsonObject> last = steps.subList(Math.max(0, end - MINUTES), end);
    long received =
        last.stream().mapToLong(step -> step.getJsonNumber("received").longValue()).sum();
    return BigDecimal.valueOf(received)
        .divide(BigDecimal.valueOf(Math.max(1, last.size())), 1, RoundingMode.HALF_UP);
  }
}
