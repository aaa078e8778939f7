package io.fswebhook.war.kafka.client;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** What may be said of an exception of Kafka's. */
final class Failures {

  private Failures() {}

  /** What a broker or a client said. */
  static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return String.valueOf((cause == null ? failure : cause).getMessage());
  }

  /** Not the exception itself: it may quote the secrets of a JAAS configuration. */
  static String ofSettings(KafkaException failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof ConfigException)) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return message.contains("JAAS")
        ? "sasl.jaas.config must be a login module, a control flag, options in double quotes, and a"
            + " semicolon"
        : message;
  }
}
