package io.fswebhook.war.bench;

import io.fswebhook.war.it.Eventually;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Starts a receiver after a crash, with the system's caches cold where that is permitted. */
final class ColdStart {

  private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
  private static final Duration TO_BE_READY = Duration.ofMinutes(10);

  private ColdStart() {}

  /** A running receiver, and how long it took to be ready. */
  record Started(BenchedServer server, double millis) {}

  static Started of(GrownInbox inbox) throws Exception {
    dropCaches();
    long begin = System.nanoTime();
    BenchedServer server = inbox.start();
    try {
      URI ready = server.uri().resolve("/health/ready");
      Eventually.holds("ready", TO_BE_READY, () -> isOk(ready));
      return new Started(server, (System.nanoTime() - begin) / 1e6);
    } catch (Exception | Error e) {
      server.close();
      throw e;
    }
  }

  private static boolean isOk(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    return connection.getResponseCode() == 200;
  }

  static boolean dropCaches() throws InterruptedException {
    try {
      new ProcessBuilder("sync").start().waitFor();
      Files.writeString(DROP_CACHES, "3\n");
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
