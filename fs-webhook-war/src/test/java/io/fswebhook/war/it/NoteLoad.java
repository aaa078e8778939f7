package io.fswebhook.war.it;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Senders of deliveries of which no two are the same. So whatever is stored twice, or found as a
 * duplicate, was stored twice.
 */
final class NoteLoad extends Senders {

  private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(20);

  private final AtomicLong number = new AtomicLong();
  private final String name = UUID.randomUUID() + "-";

  private NoteLoad() {
    super(ConcurrentHashMap.newKeySet(), Soak.pause(), AFTER_A_REFUSAL);
  }

  /** Each sender {@linkplain Soak#pause pauses} after each delivery. */
  static NoteLoad on(List<URI> receivers, int senders) {
    NoteLoad load = new NoteLoad();
    load.begin(receivers, senders);
    return load;
  }

  @Override
  boolean sendOne(Sender target) throws IOException, InterruptedException {
    return isAnswered(target.sendNote(name + number.incrementAndGet()));
  }

  /** Those that are not stored. */
  Set<String> missing(Set<String> stored) {
    Set<String> missing = new TreeSet<>(acknowledged());
    missing.removeAll(stored);
    return missing;
  }
}
