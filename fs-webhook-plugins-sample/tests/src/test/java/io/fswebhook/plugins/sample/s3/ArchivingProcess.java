package io.fswebhook.plugins.sample.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.UnknownEvent;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.api.testkit.HandlerHarness;
import io.fswebhook.api.testkit.HandlerHarness.Outcome.Result;
import io.fswebhook.plugins.sample.servers.S3Server;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver does with the handler, in a process that can be killed at any moment: it delivers
 * what a file does not say is done, notes what the handler has done, and repeats what failed.
 */
final class ArchivingProcess {

  private static final int THREADS = 16;

  private ArchivingProcess() {}

  /**
   * Ends once everything is done.
   *
   * @param arguments folder, endpoint, bucket, number of deliveries
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path done = folder.resolve("done");
    Set<String> before = Files.exists(done) ? new HashSet<>(Files.readAllLines(done)) : Set.of();
    Queue<Delivery> left = new ConcurrentLinkedQueue<>();
    IntStream.range(0, Integer.parseInt(arguments[3]))
        .mapToObj(Numbered::new)
        .filter(delivery -> !before.contains(delivery.id()))
        .forEach(left::add);
    try (FileChannel notes =
            FileChannel.open(done, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        HandlerHarness harness = start(folder, arguments[1], arguments[2])) {
      List<Thread> threads =
          Stream.generate(() -> new Thread(() -> deliver(left, harness, notes)))
              .limit(THREADS)
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static HandlerHarness start(Path folder, String endpoint, String bucket)
      throws Exception {
    return HandlerHarness.of(new S3ArchiveHandler())
        .workDir(folder.resolve("work"))
        .setting("endpoint", endpoint)
        .setting("bucket", bucket)
        .setting("access-key-id", S3Server.KEY)
        .setting("secret-access-key", S3Server.SECRET)
        .setting("batch-max-wait", "PT0.05S")
        .setting("concurrency", "" + THREADS)
        .setting("max-attempts", "1000000")
        .start();
  }

  private static void deliver(Queue<Delivery> left, HandlerHarness harness, FileChannel notes) {
    for (Delivery next = left.poll(); next != null; next = left.poll()) {
      if (harness.deliver(next).result() == Result.SUCCEEDED) {
        note(next.id(), notes);
      } else {
        left.add(next);
      }
    }
  }

  private static synchronized void note(String id, FileChannel notes) {
    try {
      notes.write(ByteBuffer.wrap((id + "\n").getBytes(US_ASCII)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A delivery whose id is the same in each process. */
  record Numbered(int number) implements Delivery {

    @Override
    public String id() {
      return UUID.nameUUIDFromBytes(body()).toString();
    }

    @Override
    public WebhookEvent event() {
      return new UnknownEvent("numbered", 1, Map.of());
    }

    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public Instant receivedAt() {
      return Instant.EPOCH.plusMillis(number);
    }

    @Override
    public @Nullable Instant signedAt() {
      return null;
    }

    @Override
    public @Nullable String orgId() {
      return null;
    }

    @Override
    public byte[] body() {
      return ("{\"eventName\":\"numbered\",\"number\":" + number + "}").getBytes(UTF_8);
    }
  }
}
