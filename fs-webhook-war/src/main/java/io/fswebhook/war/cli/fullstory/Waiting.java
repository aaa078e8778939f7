package io.fswebhook.war.cli.fullstory;

import java.time.Duration;
import java.time.Instant;

/** The time that passes between calls. */
interface Waiting {

  Instant now();

  void waitFor(Duration duration) throws InterruptedException;

  static Waiting inRealTime() {
    return new Waiting() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void waitFor(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
      }
    };
  }
}
