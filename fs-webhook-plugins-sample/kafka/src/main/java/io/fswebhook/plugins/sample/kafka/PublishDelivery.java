package io.fswebhook.plugins.sample.kafka;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.fswebhook.api.Delivery;
import io.fswebhook.api.GiveUpException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;

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
    ProducerRecord<String, byte[]> record = record(delivery);
    Producer<String, byte[]> producer = producer();
    try {
      Future<RecordMetadata> acknowledgement = producer.send(record);
      acknowledgement.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "no acknowledgement of topic "
              + record.topic()
              + " within "
              + settings.acknowledgement()
              + ", it may still have been published",
          e);
    } catch (InterruptException e) {
      // Kafka's unchecked exception sets the interrupt flag, which the receiver expects unset
      Thread.interrupted();
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw failure(record.topic(), producer, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException | IllegalStateException e) {
      throw failure(record.topic(), producer, e);
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
    ProducerRecord<String, byte[]> record =
        KafkaMessageFactory.<String>createWriter(
                settings.place().topic(delivery), settings.place().key(delivery))
            .writeBinary(settings.toCloudEvent().convert(delivery, settings.body().of(delivery)));
    settings.headers().of(delivery).forEach((name, value) -> add(name, value, record));
    add("traceparent", delivery.traceparent(), record);
    add("tracestate", delivery.tracestate(), record);
    return record;
  }

  private static void add(
      String header, @Nullable String value, ProducerRecord<String, byte[]> record) {
    if (value != null) {
      record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Anything but a bad record is retried, with the same or a new producer. */
  private IOException failure(String topic, Producer<String, byte[]> producer, Throwable thrown) {
    String message = "topic " + topic + " did not take it: " + thrown.getMessage();
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
