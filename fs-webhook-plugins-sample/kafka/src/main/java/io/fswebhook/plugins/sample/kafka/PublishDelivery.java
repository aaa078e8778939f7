package io.fswebhook.plugins.sample.kafka;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.fswebhook.api.Delivery;
import io.fswebhook.api.GiveUpException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** Publishes a delivery; returning or the exception tells the outcome. */
final class PublishDelivery {

  private final KafkaSettings settings;
  private final CurrentProducer current;

  PublishDelivery(KafkaSettings settings, CurrentProducer current) {
    this.settings = settings;
    this.current = current;
  }

  void run(Delivery delivery) throws IOException, InterruptedException {
    long end = System.nanoTime() + settings.acknowledgement().toNanos();
    Producer<String, byte[]> producer = producer();
    try {
      Future<RecordMetadata> acknowledgement = producer.send(record(delivery));
      acknowledgement.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "no acknowledgement of topic "
              + settings.topic()
              + " within "
              + settings.acknowledgement()
              + ", it may still have been published",
          e);
    } catch (InterruptException e) {
      // Kafka's unchecked exception sets the interrupt flag, which the receiver expects unset
      Thread.interrupted();
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw failure(producer, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException | IllegalStateException e) {
      throw failure(producer, e);
    }
  }

  private Producer<String, byte[]> producer() throws IOException {
    try {
      return current.get();
    } catch (KafkaException e) {
      throw new IOException("no producer can be made: " + e, e);
    }
  }

  private ProducerRecord<String, byte[]> record(Delivery delivery) {
    return KafkaMessageFactory.<String>createWriter(settings.topic(), settings.key().of(delivery))
        .writeBinary(settings.toCloudEvent().convert(delivery));
  }

  /** Anything but a bad record is retried, with the same or a new producer. */
  private IOException failure(Producer<String, byte[]> producer, Throwable thrown) {
    String message = "topic " + settings.topic() + " did not take it: " + thrown.getMessage();
    if (thrown instanceof RecordTooLargeException
        || thrown instanceof RecordBatchTooLargeException
        || thrown instanceof InvalidRecordException) {
      throw new GiveUpException(message, thrown);
    }
    if (!(thrown instanceof RetriableException)) {
      current.discard(producer);
    }
    return new IOException(message, thrown);
  }

  private static InterruptedException interrupted(InterruptException cause) {
    InterruptedException interrupted = new InterruptedException("interrupted while publishing");
    interrupted.initCause(cause);
    return interrupted;
  }
}
