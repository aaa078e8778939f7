package io.fswebhook.plugins.sample.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Objects in memory; it can fail before or after an object is stored. */
final class MemoryStore implements ObjectStore {

  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private @Nullable Throwable before;
  private @Nullable Throwable after;

  void failBefore(@Nullable Throwable thrown) {
    before = thrown;
  }

  void failAfter(@Nullable Throwable thrown) {
    after = thrown;
  }

  @Override
  public void put(String key, Path file) throws NotStoredException {
    fail(before);
    try {
      objects.put(key, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fail(after);
  }

  Set<String> keys() {
    return Set.copyOf(objects.keySet());
  }

  /** Of all objects, as a reader finds them. */
  List<String> lines() {
    return objects.values().stream().flatMap(MemoryStore::lines).toList();
  }

  /** Of the deliveries, as often as a reader finds them. */
  List<String> ids() {
    return lines().stream().map(line -> ArchiveLine.idIn(line).toString()).toList();
  }

  private static void fail(@Nullable Throwable thrown) throws NotStoredException {
    if (thrown instanceof NotStoredException notStored) {
      throw notStored;
    }
    if (thrown instanceof Error crash) {
      throw crash;
    }
  }

  private static Stream<String> lines(byte[] object) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(object)), UTF_8))) {
      return lines.lines().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
