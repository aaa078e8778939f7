package io.fswebhook.war.it.soak;

import io.fswebhook.plugins.sample.servers.KafkaBroker;
import java.time.Duration;
import java.util.Random;

/** SIGKILL for one of three, and a start after a while. */
final class KillBroker implements Fault {

  @Override
  public void strike(Site site, Random random, Duration length) throws Exception {
    KafkaBroker broker = site.kafka().anyBroker(random);
    broker.kill();
    Fault.last(length);
    broker.start();
    site.awaitReady();
  }
}
