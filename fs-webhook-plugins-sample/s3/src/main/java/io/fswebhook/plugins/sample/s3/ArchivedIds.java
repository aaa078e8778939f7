package io.fswebhook.plugins.sample.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ids of the deliveries that were stored last, a line each in a file: of those that the
 * receiver has not noted as handled, and of many more.
 */
final class ArchivedIds {

  /** Far more than can be handled at a time; some 5 MB of memory. */
  static final int KEPT = 50_000;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Path file;
  private final Set<UUID> ids = Collections.newSetFromMap(new LastKept());
  private int lines;

  private ArchivedIds(Path file) {
    this.file = file;
  }

  /** Ignores a line that a crash cut off: that batch is still in the spool. */
  static ArchivedIds load(Path file) throws IOException {
    ArchivedIds archived = new ArchivedIds(file);
    if (Files.exists(file)) {
      try (Stream<String> lines = Files.lines(file, US_ASCII)) {
        lines.filter(ID.asMatchPredicate()).map(UUID::fromString).forEach(archived.ids::add);
      }
    }
    archived.rewrite();
    return archived;
  }

  boolean contains(UUID id) {
    return ids.contains(id);
  }

  boolean containsAll(Collection<UUID> wanted) {
    return ids.containsAll(wanted);
  }

  /** On disk when it returns. */
  void add(Collection<UUID> added) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lines(added).getBytes(US_ASCII));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    ids.addAll(added);
    lines += added.size();
    if (lines > 2 * KEPT) {
      rewrite();
    }
  }

  private void rewrite() throws IOException {
    DurableFile.write(file, this::writeTo);
    lines = ids.size();
  }

  private void writeTo(OutputStream out) throws IOException {
    out.write(lines(ids).getBytes(US_ASCII));
  }

  private static String lines(Collection<UUID> ids) {
    StringBuilder lines = new StringBuilder();
    ids.forEach(id -> lines.append(id).append('\n'));
    return lines.toString();
  }

  private static final class LastKept extends LinkedHashMap<UUID, Boolean> {

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
      return size() > KEPT;
    }
  }
}
