package io.fswebhook.plugins.sample.s3;

import static java.util.stream.Collectors.toMap;

import io.fswebhook.api.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores each delivery in exactly one object, whatever crashes in between:
 *
 * <ol>
 *   <li>The batch is written to the spool. From now on its deliveries belong to it.
 *   <li>The object is put. After a crash, or a failure, it is put again: the same content under the
 *       same key.
 *   <li>Its ids are noted, and the file in the spool is deleted.
 *   <li>The attempts return. After a crash they are repeated, and the ids are known.
 * </ol>
 *
 * <p>A batch that is left over is put when one of its deliveries comes again, as each does until
 * the receiver has noted its success.
 */
final class StoreGroup implements AutoCloseable {

  private final Path folder;
  private final String prefix;
  private final ObjectStore store;
  private final FolderLock lock;
  private @Nullable Known known;

  /**
   * Opens the folder.
   *
   * @param prefix of keys
   */
  StoreGroup(Path folder, String prefix, ObjectStore store) throws IOException {
    this.folder = DurableFile.ownFolder(folder);
    this.prefix = prefix;
    this.store = store;
    this.lock = FolderLock.in(folder);
  }

  /**
   * Completes those that are stored. Waits for a previous version of the plugin to stop.
   *
   * @throws IOException if the others are not
   */
  void run(List<WaitingAttempt> group) throws IOException, InterruptedException {
    lock.acquire();
    try {
      Known current = known == null ? Known.load(folder) : known;
      known = current;
      complete(group, current.archived::contains);
      for (Batch batch : current.spooled(group)) {
        finish(batch, current, group);
      }
      for (Map<UUID, Delivery> day : byDay(group)) {
        finish(current.spool.write(prefix, day), current, group);
      }
    } catch (NotStoredException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      known = null; // only what the disk has counts
      throw e;
    }
  }

  private void finish(Batch batch, Known current, List<WaitingAttempt> group) throws IOException {
    store.put(batch.key(), batch.file());
    current.archived.add(batch.ids());
    current.spool.remove(batch);
    complete(group, batch.ids()::contains);
  }

  private static void complete(List<WaitingAttempt> group, Predicate<UUID> isStored) {
    group.stream()
        .filter(each -> isStored.test(each.id()))
        .forEach(each -> each.stored().complete(null));
  }

  /** Those that wait, each once, by the day of receipt, which is part of the key. */
  private static Collection<Map<UUID, Delivery>> byDay(List<WaitingAttempt> group) {
    return group.stream()
        .filter(each -> !each.stored().isDone())
        .collect(
            Collectors.groupingBy(
                each -> LocalDate.ofInstant(each.delivery().receivedAt(), ZoneOffset.UTC),
                TreeMap::new,
                toMap(WaitingAttempt::id, WaitingAttempt::delivery, (first, again) -> first)))
        .values();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** What the folder says. */
  private record Known(ArchivedIds archived, Spool spool) {

    static Known load(Path folder) throws IOException {
      Known known = new Known(ArchivedIds.load(folder.resolve("archived")), Spool.load(folder));
      for (Batch batch : known.spool.all()) {
        if (known.archived.containsAll(batch.ids())) {
          known.spool.remove(batch);
        }
      }
      return known;
    }

    List<Batch> spooled(List<WaitingAttempt> group) {
      return group.stream()
          .filter(each -> !each.stored().isDone())
          .map(each -> spool.with(each.id()))
          .flatMap(Optional::stream)
          .distinct()
          .toList();
    }
  }
}
