package io.fswebhook.core.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * An error as it is kept with the attempt: each cause's class and message, bounded. A plugin's own
 * exception may throw whatever it is asked.
 */
final class ErrorText {

  private static final int MOST_CAUSES = 5;
  private static final int LONGEST = 2_000;

  private ErrorText() {}

  static String of(Throwable error) {
    StringBuilder text = new StringBuilder();
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      text.append(depth == 0 ? "" : "; caused by ").append(describe(cause));
      cause = causeOf(cause);
    }
    return shortened(text.toString());
  }

  private static String describe(Throwable error) {
    try {
      return shortened(String.valueOf(error.toString()));
    } catch (Throwable e) {
      return error.getClass().getName();
    }
  }

  private static @Nullable Throwable causeOf(Throwable error) {
    try {
      Throwable cause = error.getCause();
      return cause == error ? null : cause;
    } catch (Throwable e) {
      return null;
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
