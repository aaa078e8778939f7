package io.fswebhook.core.dispatch;

/** An error as it is kept with the attempt: each cause's class and message, bounded. */
final class ErrorText {

  private static final int MOST_CAUSES = 5;
  private static final int LONGEST = 2_000;

  private ErrorText() {}

  static String of(Throwable error) {
    StringBuilder text = new StringBuilder();
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      text.append(depth == 0 ? "" : "; caused by ").append(describe(cause));
      cause = cause.getCause() == cause ? null : cause.getCause();
    }
    return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST);
  }

  /** A plugin's own exception may throw when it is asked for its message. */
  private static String describe(Throwable error) {
    try {
      return error.toString();
    } catch (Throwable e) {
      return error.getClass().getName();
    }
  }
}
