package io.fswebhook.plugins.sample.kafka;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.HandlerSetting;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Publishes every delivery to a Kafka topic, as a CloudEvent in Kafka's binary mode, and returns
 * when all in-sync replicas have it. The module's README describes the settings, the headers, and
 * what each error means for the delivery.
 */
public final class KafkaPublishHandler implements EventHandler {

  private @Nullable CurrentProducer producer;
  private volatile @Nullable PublishDelivery publish;

  @Override
  public String name() {
    return KafkaSettings.HANDLER_NAME;
  }

  @Override
  public boolean multipleInstances() {
    return true;
  }

  @Override
  public List<HandlerSetting> declaredSettings() {
    return KafkaSettings.DECLARED;
  }

  @Override
  public void start(HandlerContext context) {
    KafkaSettings settings = KafkaSettings.read(context);
    CurrentProducer opened = CurrentProducer.open(settings);
    producer = opened;
    publish = new PublishDelivery(settings, opened);
  }

  @Override
  public void handle(Delivery delivery) throws IOException, InterruptedException {
    Objects.requireNonNull(publish, "start must run before handle").run(delivery);
  }

  @Override
  public void stop() {
    publish = null;
    if (producer != null) {
      producer.close();
    }
  }
}
