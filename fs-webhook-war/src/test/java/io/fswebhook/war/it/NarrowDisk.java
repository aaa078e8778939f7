package io.fswebhook.war.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A folder on a file system of a few megabytes, which can be filled and made larger. Where mounting
 * one is not allowed, a limit on the size of the process's files stands for it; that needs Linux's
 * prlimit.
 */
final class NarrowDisk implements AutoCloseable {

  private static final String SMALL = "6m";
  private static final String LARGE = "256m";
  private static final String SMALL_FILE = "262144";
  private static final int MORE_THAN_FITS = 32 << 20;
  private static final byte[] BLOCK = new byte[4096];

  private final Path folder;
  private final boolean mounted;

  private NarrowDisk(Path folder, boolean mounted) {
    this.folder = folder;
    this.mounted = mounted;
  }

  static NarrowDisk at(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new NarrowDisk(
        folder, works("mount", "-t", "tmpfs", "-o", "size=" + SMALL, "tmpfs", folder.toString()));
  }

  /** From now on nothing more fits. */
  void fill(WarProcess war) throws IOException {
    if (!mounted) {
      limitFiles(war, SMALL_FILE);
      return;
    }
    try (OutputStream filler = Files.newOutputStream(folder.resolve("filler"))) {
      for (int written = 0; written < MORE_THAN_FITS; written += BLOCK.length) {
        filler.write(BLOCK);
      }
      throw new IllegalStateException(this + " took " + MORE_THAN_FITS + " bytes");
    } catch (IOException e) {
      // It is full, as was wanted.
    }
  }

  void widen(WarProcess war) throws IOException {
    if (!mounted) {
      limitFiles(war, "unlimited");
      return;
    }
    require("mount", "-o", "remount,size=" + LARGE, folder.toString());
  }

  private static void limitFiles(WarProcess war, String soft) throws IOException {
    require("prlimit", "--pid", "" + war.pid(), "--fsize=" + soft + ":unlimited");
  }

  private static void require(String... command) throws IOException {
    if (!works(command)) {
      throw new IOException(String.join(" ", command) + " did not work");
    }
  }

  private static boolean works(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (mounted) {
      require("umount", "-l", folder.toString());
    }
  }

  @Override
  public String toString() {
    return mounted ? "a file system of " + SMALL : "a limit of " + SMALL_FILE + " bytes a file";
  }
}
