package io.fswebhook.war.it.soak;

import io.fswebhook.plugins.sample.servers.KafkaBroker;
import io.fswebhook.war.it.Signals;
import java.time.Duration;
import java.util.Random;

/** One of three stands still, so that others lead its partitions, and goes on. */
final class FreezeBroker implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    KafkaBroker broker = site.kafka().anyBroker(random);
    Signals.send("STOP", broker.pid());
    try {
      Fault.last(length);
    } finally {
      Signals.send("CONT", broker.pid());
    }
    site.awaitReady();
  }
}
