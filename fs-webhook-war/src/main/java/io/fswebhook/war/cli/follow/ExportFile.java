package io.fswebhook.war.cli.follow;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fswebhook.core.file.OwnerOnly;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Lines in a gzip file. Each page is a member of its own, and the file beside it says how far the
 * export came: what a cut transfer left behind that is cut off.
 */
final class ExportFile implements AutoCloseable {

  private final FileChannel channel;
  private final PlaceFile place;
  private final String of;
  private long count;

  private ExportFile(FileChannel channel, PlaceFile place, String of, long count) {
    this.channel = channel;
    this.place = place;
    this.of = of;
    this.count = count;
  }

  static PlaceFile placeOf(Path file) {
    return new PlaceFile(file.resolveSibling(file.getFileName() + ".place"));
  }

  /**
   * Begins a file, or goes on.
   *
   * @param of which deliveries
   * @param noted how far it came; empty to begin
   */
  static ExportFile open(Path file, String of, Optional<JsonObject> noted) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            noted.isEmpty()
                ? Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.WRITE),
            OwnerOnly.of("rw-------"));
    if (noted.isPresent()) {
      channel.truncate(noted.get().getJsonNumber("bytes").longValue());
      channel.position(channel.size());
    }
    return new ExportFile(
        channel,
        placeOf(file),
        of,
        noted.map(each -> each.getJsonNumber("deliveries").longValue()).orElse(0L));
  }

  /** On disk when it returns, with the place after it. */
  void add(List<String> lines, String cursor) throws IOException {
    if (!lines.isEmpty() || channel.size() == 0) { // an empty file is no gzip file
      ByteArrayOutputStream member = new ByteArrayOutputStream();
      try (GZIPOutputStream zipped = new GZIPOutputStream(member)) {
        for (String line : lines) {
          zipped.write(line.getBytes(US_ASCII));
          zipped.write('\n');
        }
      }
      ByteBuffer bytes = ByteBuffer.wrap(member.toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      count += lines.size();
    }
    place.write(
        Json.createObjectBuilder()
            .add("of", of)
            .add("cursor", cursor)
            .add("bytes", channel.size())
            .add("deliveries", count)
            .build());
  }

  long count() {
    return count;
  }

  /** There is nothing to go on with. */
  void complete() throws IOException {
    Files.deleteIfExists(place.file());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
