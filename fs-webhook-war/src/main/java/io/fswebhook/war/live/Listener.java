package io.fswebhook.war.live;

import io.fswebhook.war.http.OpenRequest;
import jakarta.json.bind.Jsonb;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.OutboundEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens. What it is to be told waits in a bounded queue, and a thread of its own writes
 * it: a slow or dead one holds up nobody but itself.
 */
final class Listener implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int QUEUE = 500;
  private static final int MOST_AT_ONCE = 100;

  /** Between two full batches, so at most some 400 a second are told. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Ends the wait for something to tell. */
  private static final LiveEvent WAKE_UP = new LiveEvent("wake-up", "");

  private final EventOutput output;
  private final Jsonb json;
  private final Duration heartbeat;
  private final long endNanos;
  private final BooleanSupplier mayListen;
  private final BlockingQueue<LiveEvent> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong missed = new AtomicLong();
  private final OpenRequest request;
  private volatile boolean isLetGo;

  /**
   * Not listening yet.
   *
   * @param heartbeat how often it is told that the stream lives, when nothing else happens
   * @param longest after which it has to come again, and to show again that it may listen
   * @param mayListen whether it still may: its session can end before the stream does
   * @param request ended after the end of the stream
   */
  Listener(
      EventOutput output,
      Jsonb json,
      Duration heartbeat,
      Duration longest,
      BooleanSupplier mayListen,
      OpenRequest request) {
    this.output = output;
    this.json = json;
    this.heartbeat = heartbeat;
    this.mayListen = mayListen;
    this.request = request;
    this.endNanos = System.nanoTime() + longest.toNanos();
  }

  /** Never waits. */
  void tell(LiveEvent event) {
    if (!queue.offer(event)) {
      missed.incrementAndGet();
    }
  }

  @Override
  public void run() {
    try {
      output.write(comment("listening"));
      while (goesOn()) {
        writeNext();
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("a listener is gone", e);
    } catch (InterruptedException e) {
      LOG.debug("a listener is let go");
    } finally {
      quietly(this::closeOutput);
      quietly(request::end);
    }
  }

  private boolean goesOn() {
    return !isLetGo
        && !output.isClosed()
        && !request.hasEnded()
        && System.nanoTime() - endNanos < 0
        && mayListen.getAsBoolean();
  }

  /** What the server has ended itself, such as at its stop, is not written to any more. */
  private void closeOutput() throws IOException {
    if (!request.hasEnded()) {
      output.close();
    }
  }

  private static void quietly(Ending ending) {
    try {
      ending.run();
    } catch (IOException | RuntimeException e) { // such as of a Jersey that was stopped already
      LOG.debug("a listener was gone", e);
    }
  }

  /** A part of the end. */
  @FunctionalInterface
  private interface Ending {
    void run() throws IOException;
  }

  private void writeNext() throws IOException, InterruptedException {
    LiveEvent first = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
    if (!goesOn()) {
      return;
    }
    if (first == null) {
      output.write(comment("still listening"));
      return;
    }
    List<LiveEvent> batch = new ArrayList<>(List.of(first));
    queue.drainTo(batch, MOST_AT_ONCE - 1);
    for (LiveEvent event : batch) {
      write(event);
    }
    long left = missed.getAndSet(0);
    if (left > 0) {
      write(new LiveEvent("missed", new LiveEvent.Missed(left)));
    }
    if (batch.size() == MOST_AT_ONCE) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private void write(LiveEvent event) throws IOException {
    output.write(
        new OutboundEvent.Builder().name(event.name()).data(json.toJson(event.data())).build());
  }

  private static OutboundEvent comment(String text) {
    return new OutboundEvent.Builder().comment(text).build();
  }

  /**
   * Ends the stream soon; what it was not told yet it is not told. Only its own thread closes it,
   * so that nothing is written after the end of the request, and is not interrupted for it: servers
   * complain of a write that is.
   */
  void letGo() {
    isLetGo = true;
    queue.offer(WAKE_UP); // where there is no room, it does not wait
  }
}
