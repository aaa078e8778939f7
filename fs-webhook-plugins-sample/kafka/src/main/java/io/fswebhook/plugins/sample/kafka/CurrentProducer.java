package io.fswebhook.plugins.sample.kafka;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer in use, shared by all threads. After a fatal error it is replaced at the next
 * delivery: an idempotent producer never leaves its error state.
 */
final class CurrentProducer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CurrentProducer.class);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final String NO_ADDRESS = "No resolvable bootstrap";

  private final Supplier<Producer<String, byte[]>> make;
  private @Nullable Producer<String, byte[]> current;
  private boolean closed;

  CurrentProducer(Supplier<Producer<String, byte[]>> make) {
    this.make = make;
  }

  /**
   * Creates the first producer, which does not connect yet, to detect wrong settings now.
   * Unresolvable broker names, as before the network is up, are not an error.
   */
  static CurrentProducer open(KafkaSettings settings) {
    CurrentProducer producer =
        new CurrentProducer(
            () ->
                new KafkaProducer<>(
                    settings.producer(), new StringSerializer(), new ByteArraySerializer()));
    try {
      producer.get();
    } catch (KafkaException e) {
      String message = rootMessage(e);
      if (!message.contains(NO_ADDRESS)) {
        throw new IllegalArgumentException(
            "fs.webhook.handlers." + settings.handlerName() + "." + problem(message));
      }
      log.warn("{}: deliveries are retried until there is one", message);
    }
    return producer;
  }

  /** Omits the exception itself, which may quote secrets of a broken JAAS configuration. */
  private static String problem(String message) {
    if (message.contains("bootstrap.servers")) {
      return KafkaSettings.BOOTSTRAP_SERVERS + " is wrong: " + message;
    }
    if (message.contains("JAAS")) {
      return KafkaSettings.PRODUCER
          + "sasl.jaas.config is wrong: it must be a login module, a control flag, options in"
          + " double quotes, and a semicolon";
    }
    return KafkaSettings.PRODUCER + "* is wrong: " + message;
  }

  synchronized Producer<String, byte[]> get() {
    if (closed) {
      throw new IllegalStateException("the handler is stopped");
    }
    if (current == null) {
      current = make.get();
    }
    return current;
  }

  /** Does nothing if another thread already replaced it. */
  synchronized void discard(Producer<String, byte[]> broken) {
    if (current == broken) {
      current = null;
      broken.close(Duration.ZERO);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (current != null) {
      current.close(STOP);
      current = null;
    }
  }

  private static String rootMessage(KafkaException e) {
    Throwable root = e;
    while (root.getCause() != null && !(root instanceof ConfigException)) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
