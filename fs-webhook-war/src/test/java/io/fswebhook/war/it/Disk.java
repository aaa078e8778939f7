package io.fswebhook.war.it;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A disk that is written to call by call, and may lose its power after each. What was not synced by
 * then is lost, or only some of it, in any order and cut through at any sector.
 */
final class Disk {

  private static final int SECTOR = 512;

  private final Map<String, Content> files = new HashMap<>();

  /** What of a file is on disk for sure, and what was done to it since. */
  private static final class Content {

    private byte[] synced = new byte[0];
    private int size;
    private final List<Syscall> since = new ArrayList<>();

    private void apply(Syscall call, int from, int to) {
      if (call.kind() == Syscall.Kind.TRUNCATE) {
        resize((int) call.offset());
        return;
      }
      int start = (int) call.offset() + from;
      int end = (int) call.offset() + to;
      if (end > size) {
        resize(end);
      }
      System.arraycopy(call.data(), from, synced, start, end - start);
    }

    private void resize(int newSize) {
      if (newSize > synced.length) {
        synced = Arrays.copyOf(synced, Math.max(newSize, 2 * synced.length));
      }
      if (newSize < size) {
        Arrays.fill(synced, newSize, size, (byte) 0);
      }
      size = newSize;
    }

    /** What was written while the call went on may or may not be synced. */
    private void sync(Syscall sync) {
      since.stream()
          .filter(call -> call.ended() < sync.begun())
          .forEach(call -> apply(call, 0, call.data().length));
      since.removeIf(call -> call.ended() < sync.begun());
    }

    private Content copy() {
      Content copy = new Content();
      copy.synced = Arrays.copyOf(synced, size);
      copy.size = size;
      copy.since.addAll(since);
      return copy;
    }
  }

  void apply(Syscall call) {
    if (call.kind() == Syscall.Kind.DELETE) {
      files.remove(call.path());
      return;
    }
    if (call.kind() == Syscall.Kind.RENAME) {
      Content renamed = files.remove(call.path());
      if (renamed != null) {
        files.put(call.newPath(), renamed);
      }
      return;
    }
    Content content = files.computeIfAbsent(call.path(), path -> new Content());
    if (call.kind() == Syscall.Kind.SYNC) {
      content.sync(call);
    } else {
      content.since.add(call);
    }
  }

  /** How much was written and not synced yet. */
  int unsynced() {
    return files.values().stream().mapToInt(content -> content.since.size()).sum();
  }

  /** The files that were written to. */
  Set<String> paths() {
    return files.keySet();
  }

  /** Loses the power: writes what is left of a file, if anything. Leaves this as it is. */
  void cutPower(String path, Path target) throws IOException {
    Content content = files.get(path);
    if (content != null) {
      write(content, target);
    }
  }

  /** Loses the power when some of what was not synced has reached the disk all the same. */
  void cutPower(String path, Path target, Random random) throws IOException {
    Content content = files.get(path);
    if (content == null) {
      return;
    }
    Content torn = content.copy();
    for (Syscall call : content.since) {
      if (random.nextBoolean()) {
        int length = call.data().length;
        int sectors = length / SECTOR;
        int from = random.nextInt(3) == 0 ? random.nextInt(sectors + 1) * SECTOR : 0;
        int to = random.nextInt(3) == 0 ? Math.min(length, from + SECTOR) : length;
        torn.apply(call, Math.min(from, to), to);
      }
    }
    write(torn, target);
  }

  private static void write(Content content, Path target) throws IOException {
    Files.deleteIfExists(target);
    try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
      file.write(content.synced, 0, content.size);
    }
  }
}
