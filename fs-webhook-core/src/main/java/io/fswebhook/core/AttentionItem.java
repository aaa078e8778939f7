package io.fswebhook.core;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs an operator's attention now.
 *
 * @param subject the handler or plugin; null if it concerns the receiver as a whole
 * @param text one sentence
 * @param since null if it is not known
 * @param count of the tasks concerned; null if there are none to count, or they cannot be counted
 */
public record AttentionItem(
    Kind kind,
    Severity severity,
    @Nullable String subject,
    String text,
    @Nullable Instant since,
    @Nullable Long count) {

  /** The most urgent first. The code is part of the API and of the metrics. */
  public enum Kind {
    INBOX_UNAVAILABLE,
    NO_HANDLER_RUNNING,
    INBOX_DAMAGED,
    HANDLER_NOT_RUNNING,
    HANDLER_SUSPENDED,
    CIRCUIT_OPEN,
    PLUGIN_FAILED,
    PLUGIN_INCOMPLETE,
    HANDLER_PAUSED,
    PLUGIN_OUTDATED,
    DEAD_LETTERS;

    private final String code = codeOf(this);

    public String code() {
      return code;
    }
  }

  /** The code is part of the API. */
  public enum Severity {
    /** Deliveries are not stored, or not handled. */
    BAD,
    /** To be looked at, but not at night. */
    WARN;

    private final String code = codeOf(this);

    public String code() {
      return code;
    }
  }

  private static String codeOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
