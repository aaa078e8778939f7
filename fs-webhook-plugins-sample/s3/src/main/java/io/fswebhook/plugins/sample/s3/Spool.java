package io.fswebhook.plugins.sample.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.fswebhook.api.Delivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The batches that may or may not be stored: a file each, with the object's content. A delivery
 * that is in one never gets into another, whatever happens to the upload.
 */
final class Spool {

  private static final String ENDING = ".jsonl.gz";

  /** In the names of files, for the slashes of keys, which cannot contain it. */
  private static final char SLASH = '!';

  private final Path folder;
  private final Map<UUID, Batch> batches = new HashMap<>();

  private Spool(Path folder) {
    this.folder = folder;
  }

  static Spool load(Path folder) throws IOException {
    Spool spool = new Spool(folder);
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(ENDING)) {
        spool.add(new Batch(name.replace(SLASH, '/'), file, idsIn(file)));
      } else if (name.endsWith(DurableFile.INCOMPLETE)) {
        Files.delete(file);
      }
    }
    return spool;
  }

  Optional<Batch> with(UUID id) {
    return Optional.ofNullable(batches.get(id));
  }

  Collection<Batch> all() {
    return Set.copyOf(batches.values());
  }

  /** Makes a batch of deliveries, on disk when it returns. */
  Batch write(String prefix, Map<UUID, Delivery> deliveries) throws IOException {
    List<Delivery> sorted =
        deliveries.values().stream()
            .sorted(Comparator.comparing(Delivery::receivedAt).thenComparing(Delivery::id))
            .toList();
    String key = prefix + ObjectName.of(sorted) + ENDING;
    Path file = folder.resolve(key.replace('/', SLASH));
    DurableFile.write(file, out -> write(sorted, out));
    Batch batch = new Batch(key, file, deliveries.keySet());
    add(batch);
    return batch;
  }

  /** For a batch that is stored. */
  void remove(Batch batch) throws IOException {
    Files.deleteIfExists(batch.file());
    batch.ids().forEach(batches::remove);
  }

  private void add(Batch batch) {
    batches.putAll(batch.ids().stream().collect(toMap(id -> id, id -> batch)));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void write(List<Delivery> deliveries, OutputStream out) throws IOException {
    GZIPOutputStream zipped = new GZIPOutputStream(out);
    for (Delivery delivery : deliveries) {
      zipped.write(ArchiveLine.of(delivery));
    }
    zipped.finish();
  }

  private static Set<UUID> idsIn(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return lines.lines().map(ArchiveLine::idIn).collect(toSet());
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          file + " is damaged: move it elsewhere, then its deliveries are stored anew", e);
    }
  }
}
