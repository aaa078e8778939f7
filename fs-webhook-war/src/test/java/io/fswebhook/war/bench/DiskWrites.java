package io.fswebhook.war.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all block devices have written; Linux only. */
final class DiskWrites {

  private static final Path DEVICES = Path.of("/sys/block");
  private static final int SECTOR = 512;
  private static final int SECTORS_WRITTEN = 6;

  private DiskWrites() {}

  /**
   * In bytes, with what the system still had in memory, so that it does not count for the next one;
   * 0 where the system does not say.
   */
  static long bytes() throws IOException, InterruptedException {
    if (!Files.isDirectory(DEVICES)) {
      return 0;
    }
    new ProcessBuilder("sync").start().waitFor();
    long bytes = 0;
    try (var devices = Files.newDirectoryStream(DEVICES)) {
      for (Path device : devices) {
        String name = device.getFileName().toString();
        if (!name.startsWith("loop") && !name.startsWith("ram") && !name.startsWith("dm-")) {
          String[] figures = Files.readString(device.resolve("stat")).trim().split("\\s+", -1);
          bytes += Long.parseLong(figures[SECTORS_WRITTEN]) * SECTOR;
        }
      }
    }
    return bytes;
  }
}
