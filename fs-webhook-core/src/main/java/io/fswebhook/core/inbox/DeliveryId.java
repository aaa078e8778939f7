package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The ids of deliveries. */
public final class DeliveryId {

  private DeliveryId() {}

  /** Sorts by time (UUID version 7, RFC 9562), so that its index grows at its end. */
  public static String next(Instant now) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (now.toEpochMilli() << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = (random.nextLong() >>> 2) | (1L << 63);
    return new UUID(high, low).toString();
  }
}
