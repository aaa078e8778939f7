package io.fswebhook.core.trace;

import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What names a span to whoever continues its trace, as in the headers of W3C Trace Context.
 *
 * @param traceparent the trace, the span, and whether it is sampled
 * @param tracestate what tracing systems add; null for nothing
 */
public record TraceContext(String traceparent, @Nullable String tracestate) {

  private static final String SEPARATOR = " "; // in no traceparent

  /** Of a trace that is not sampled: no span is sent that its ids could name. */
  private static final String NOT_SAMPLED = "-";

  private static final int LENGTH = 55; // 00-<trace id>-<span id>-<flags>
  private static final int SAMPLED = 1;

  /**
   * Of one that was {@link #stored}; null for none.
   *
   * @return with ids of its own if it was not sampled, which tell others not to sample it
   */
  public static @Nullable TraceContext ofStored(@Nullable String stored) {
    if (stored == null) {
      return null;
    }
    if (stored.equals(NOT_SAMPLED)) {
      return notSampled();
    }
    int end = stored.indexOf(SEPARATOR);
    return end < 0
        ? new TraceContext(stored, null)
        : new TraceContext(stored.substring(0, end), stored.substring(end + 1));
  }

  /** One column for both; null for none. */
  public static @Nullable String stored(@Nullable TraceContext trace) {
    return trace == null ? null : trace.stored();
  }

  private static TraceContext notSampled() {
    HexFormat hex = HexFormat.of();
    Random random = ThreadLocalRandom.current();
    String trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
    String span = hex.toHexDigits(random.nextLong() | 1); // zeros are no id
    return new TraceContext("00-" + trace + "-" + span + "-00", null);
  }

  private String stored() {
    if (!isSampled()) {
      return NOT_SAMPLED;
    }
    return tracestate == null ? traceparent : traceparent + SEPARATOR + tracestate;
  }

  private boolean isSampled() {
    return traceparent.length() < LENGTH
        || (Character.digit(traceparent.charAt(LENGTH - 1), 16) & SAMPLED) != 0;
  }
}
