package io.fswebhook.core.inbox.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a file that was cut off, torn or damaged anywhere. */
class SegmentTest {

  private static final long INBOX = 4711;
  private static final int SIZE = 32 << 10;

  @TempDir private Path folder;
  private Path file;
  private long lastNumber;

  @BeforeEach
  void prepare() throws IOException {
    file = folder.resolve("segment");
    Files.write(file, new byte[SIZE]);
    Segment.begin(file, INBOX, 1);
  }

  /** Each group is appended and synced by itself. Returns where each ends. */
  private List<Integer> append(Segment segment, int... payloads) throws IOException {
    List<Integer> ends = new ArrayList<>();
    for (int length : payloads) {
      ByteBuffer group = ByteBuffer.allocateDirect(SIZE);
      segment.put(++lastNumber, payload(lastNumber, length), 0, group);
      segment.append(group.flip());
      ends.add(segment.end());
    }
    return ends;
  }

  private static byte[] payload(long seed, int length) {
    byte[] payload = new byte[length];
    new Random(seed).nextBytes(payload);
    return payload;
  }

  private List<Long> numbersIn(Path path) throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (SegmentReader reader = SegmentReader.open(path)) {
      for (var found = reader.next(); found != null; found = reader.next()) {
        assertThat(found.payload()).isEqualTo(payload(found.number(), found.payload().length));
        numbers.add(found.number());
      }
      numbers.add(reader.isDamaged() ? -1L : 0L);
    }
    return numbers;
  }

  @Test
  void what_was_appended_is_read() throws IOException {
    try (Segment segment = Segment.open(file)) {
      append(segment, 1, 7, 8, 700, 5_000);
      assertThat(segment.isThere()).isTrue();
    }
    assertThat(numbersIn(file)).containsExactly(1L, 2L, 3L, 4L, 5L, 0L);
  }

  /** A record is there whole or not at all, wherever the power was cut while it was written. */
  @Test
  void what_was_written_of_the_last_record_up_to_any_byte_is_no_record() throws IOException {
    List<Integer> ends;
    try (Segment segment = Segment.open(file)) {
      ends = append(segment, 100, 50, 300);
    }
    byte[] whole = Files.readAllBytes(file);
    for (int cut = ends.get(1); cut < ends.get(2); cut++) {
      byte[] torn = whole.clone();
      Arrays.fill(torn, cut, SIZE, (byte) 0);
      Path copy = Files.write(folder.resolve("torn"), torn);
      boolean isWhole = cut >= ends.get(1) + Segment.RECORD_HEADER_BYTES + 300;
      assertThat(numbersIn(copy))
          .as("cut at %d", cut)
          .isEqualTo(isWhole ? List.of(1L, 2L, 3L, 0L) : List.of(1L, 2L, 0L));
    }
  }

  /** Blocks reach the disk in any order. */
  @Test
  void a_group_of_which_only_a_later_part_was_written_is_not_damage() throws IOException {
    int end;
    try (Segment segment = Segment.open(file)) {
      end = append(segment, 100).get(0);
      ByteBuffer group = ByteBuffer.allocateDirect(SIZE);
      segment.put(2, payload(2, 600), 0, group);
      segment.put(3, payload(3, 600), 0, group);
      segment.append(group.flip());
    }
    byte[] torn = Files.readAllBytes(file);
    Arrays.fill(torn, end, end + 512, (byte) 0);
    Files.write(file, torn);

    assertThat(numbersIn(file)).containsExactly(1L, 0L);
  }

  @Test
  void a_synced_record_with_any_byte_changed_is_reported_and_the_others_are_read()
      throws IOException {
    List<Integer> ends;
    try (Segment segment = Segment.open(file)) {
      ends = append(segment, 100, 60, 300);
    }
    byte[] whole = Files.readAllBytes(file);
    for (int at = ends.get(0); at < ends.get(0) + Segment.RECORD_HEADER_BYTES + 60; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Path copy = Files.write(folder.resolve("changed"), changed);
      assertThat(numbersIn(copy)).as("changed at %d", at).containsExactly(1L, 3L, -1L);
    }
  }

  @Test
  void records_of_an_earlier_use_of_the_file_are_not_read() throws IOException {
    try (Segment segment = Segment.open(file)) {
      append(segment, 100, 100, 100, 100);
    }
    Segment.begin(file, INBOX, 2);
    lastNumber = 10;
    try (Segment segment = Segment.open(file)) {
      append(segment, 100, 100);
    }
    assertThat(numbersIn(file)).containsExactly(11L, 12L, 0L);
  }

  @Test
  void a_file_without_its_header_is_not_read() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {0, 9, 20, 30, 40}) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      Path copy = Files.write(folder.resolve("header"), changed);
      assertThatThrownBy(() -> SegmentReader.open(copy)).isInstanceOf(EOFException.class);
    }
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);
    assertThatThrownBy(() -> SegmentReader.open(empty)).isInstanceOf(EOFException.class);
  }

  @Test
  void a_file_that_was_replaced_is_noticed() throws IOException {
    try (Segment segment = Segment.open(file)) {
      Files.delete(file);
      Awaitility.await().until(() -> !segment.isThere());
      Files.write(file, new byte[SIZE]);
      Awaitility.await().during(Duration.ofMillis(50)).until(() -> !segment.isThere());
    }
  }

  /** A later version may write a header with more in it; its records are not damaged. */
  @Test
  void a_file_of_a_newer_version_is_said() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    ByteBuffer header = ByteBuffer.wrap(whole);
    header.putLong(32, 1);
    CRC32C sum = new CRC32C();
    sum.update(whole, 0, 40);
    header.putInt(40, (int) sum.getValue());
    Files.write(file, whole);

    assertThatThrownBy(() -> SegmentReader.open(file))
        .isInstanceOf(NewerLogException.class)
        .hasMessageContaining("file format 1, and this version reads 0");
  }
}
