package io.fswebhook.war.cli;

import java.util.Optional;

/** Recognizes a lack of system resources, which may appear anywhere, in any exception. */
final class Shortage {

  private static final int MOST_CAUSES = 20;

  private Shortage() {}

  /** What is lacking, and what to do. */
  static Optional<String> in(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(memory(message));
      }
      if (message.contains("Too many open files")) {
        return Optional.of(
            "This process may not open more files and connections: raise the limit (ulimit -n 4096,"
                + " LimitNOFILE= of systemd, --ulimit of a container).");
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static String memory(String message) {
    return message.contains("native thread")
        ? "The system gives this process no more threads: raise the limit (ulimit -u, TasksMax= of"
            + " systemd, --pids-limit of a container), or free memory."
        : "The memory of the JVM is used up ("
            + message
            + "): raise -Xmx, which is "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MB.";
  }
}
