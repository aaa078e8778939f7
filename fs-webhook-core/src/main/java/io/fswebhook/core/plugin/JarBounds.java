package io.fswebhook.core.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Limits on jars, far above any real plugin, so that a malicious or broken one cannot exhaust
 * memory or disk.
 */
final class JarBounds {

  static final int MAX_JARS = 1_000;
  static final long MAX_PLUGIN_BYTES = 4L << 30;
  static final int MAX_ENTRIES = 200_000;
  static final long MAX_UNPACKED_BYTES = 8L << 30;

  /** The maximum compression ratio. */
  static final int MAX_RATIO = 100;

  /** The unpacked size from which the ratio counts. */
  static final long RATIO_COUNTS_FROM = 64L << 20;

  /** Class files are far smaller; the sizes in a jar's directory may be false. */
  static final int MAX_CLASS_BYTES = 16 << 20;

  private static final Pattern LEADS_OUT =
      Pattern.compile("/.*|[A-Za-z]:.*|(.*/)?\\.\\.(/.*)?|.*[\\\\\\p{Cntrl}].*", Pattern.DOTALL);
  private static final String WHAT_TO_DO = "Rebuild it, or remove it";

  private JarBounds() {}

  /** Before they are copied. */
  static void check(List<Path> jars) throws PluginFailure {
    if (jars.size() > MAX_JARS) {
      throw new PluginFailure(
          "it must have at most " + MAX_JARS + " jars, has " + jars.size(), WHAT_TO_DO);
    }
    long bytes = 0;
    for (Path jar : jars) {
      bytes += size(jar);
    }
    if (bytes > MAX_PLUGIN_BYTES) {
      throw new PluginFailure(
          "its jars must have at most " + MAX_PLUGIN_BYTES + " bytes in total, have " + bytes,
          WHAT_TO_DO);
    }
  }

  private static long size(Path jar) {
    try {
      return Files.size(jar);
    } catch (IOException e) {
      return 0; // copying it reports the error
    }
  }

  /** Checks the jar's directory; unpacks nothing. */
  static void check(Path jar, String name, ZipFile zip) throws PluginFailure {
    if (zip.size() > MAX_ENTRIES) {
      throw new PluginFailure(
          name + " must have at most " + MAX_ENTRIES + " entries, has " + zip.size(), WHAT_TO_DO);
    }
    long unpacked = 0;
    Iterator<? extends ZipEntry> entries = zip.entries().asIterator();
    while (entries.hasNext()) {
      ZipEntry entry = entries.next();
      checkName(name, entry.getName());
      unpacked += Math.max(0, entry.getSize());
    }
    checkSize(name, size(jar), unpacked);
  }

  private static void checkName(String jar, String entry) throws PluginFailure {
    if (LEADS_OUT.matcher(entry).matches()) {
      throw new PluginFailure(
          jar
              + " has an entry whose name leads outside the jar: '"
              + entry.replaceAll("\\p{Cntrl}", "?")
              + "'",
          "No legitimate tool creates such an entry: do not trust this jar");
    }
  }

  private static void checkSize(String jar, long packed, long unpacked) throws PluginFailure {
    if (unpacked > MAX_UNPACKED_BYTES) {
      throw new PluginFailure(
          jar + " must unpack to at most " + MAX_UNPACKED_BYTES + " bytes, is " + unpacked,
          WHAT_TO_DO);
    }
    if (unpacked > RATIO_COUNTS_FROM && unpacked / MAX_RATIO > packed) {
      throw new PluginFailure(
          jar
              + " must unpack to at most "
              + MAX_RATIO
              + " times its size, is "
              + packed
              + " bytes and unpacks to "
              + unpacked,
          "This looks like a zip bomb: do not trust this jar");
    }
  }
}
