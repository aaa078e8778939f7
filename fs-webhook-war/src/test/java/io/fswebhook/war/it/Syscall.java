package io.fswebhook.war.it;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a process did to a file, as {@code strace -f -y -ttt -xx} writes it.
 *
 * @param at seconds since 1970, when the call began
 * @param offset where it wrote; the new length of a file that is cut off
 * @param data what it wrote; empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Syscall(double at, Kind kind, String path, long offset, byte[] data) {

  /** What it did. */
  enum Kind {
    WRITE,
    SYNC,
    TRUNCATE,
    DELETE
  }

  private static final Pattern CALL = Pattern.compile("^\\d+ +([\\d.]+) (\\w+)\\((.*)$");
  private static final Pattern FILE = Pattern.compile("^\\d+<([^>]*)>(?:, )?(.*)$");
  private static final Pattern WRITTEN =
      Pattern.compile("^\"([^\"]*)\", (\\d+), (\\d+)\\) += (\\d+)$");
  private static final Pattern LENGTH = Pattern.compile("^(\\d+)\\) += 0$");
  private static final Pattern DELETED = Pattern.compile("^(?:[^\"]*, )?\"([^\"]*)\"[^\"]*= 0$");

  /** Empty for a call that failed, was not finished, or does nothing to a file. */
  static Optional<Syscall> read(String line) {
    if (line.contains("resumed>")) {
      throw new IllegalStateException("two threads write at the same time: " + line);
    }
    if (line.contains("<unfinished")) {
      return Optional.empty(); // goes on in a line that is refused, or was cut short by the kill
    }
    return Optional.ofNullable(parse(line));
  }

  private static @Nullable Syscall parse(String line) {
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return null;
    }
    double at = Double.parseDouble(call.group(1));
    String arguments = call.group(3);
    if (call.group(2).startsWith("unlink")) {
      Matcher deleted = DELETED.matcher(arguments);
      return deleted.matches()
          ? new Syscall(at, Kind.DELETE, text(deleted.group(1)), 0, new byte[0])
          : null;
    }
    Matcher file = FILE.matcher(arguments);
    return file.matches() ? ofFile(at, call.group(2), text(file.group(1)), file.group(2)) : null;
  }

  private static @Nullable Syscall ofFile(double at, String name, String path, String rest) {
    switch (name) {
      case "pwrite64" -> {
        Matcher written = WRITTEN.matcher(rest);
        if (!written.matches()) {
          return null;
        }
        byte[] data = bytes(written.group(1));
        if (data.length != Integer.parseInt(written.group(4))) {
          throw new IllegalStateException("a write was not traced whole, or not made whole");
        }
        return new Syscall(at, Kind.WRITE, path, Long.parseLong(written.group(3)), data);
      }
      case "ftruncate" -> {
        Matcher length = LENGTH.matcher(rest);
        return length.matches()
            ? new Syscall(at, Kind.TRUNCATE, path, Long.parseLong(length.group(1)), new byte[0])
            : null;
      }
      case "fsync", "fdatasync" -> {
        return rest.matches("\\) += 0") ? new Syscall(at, Kind.SYNC, path, 0, new byte[0]) : null;
      }
      default ->
          throw new IllegalStateException(
              "the file is written in a way that is not known: " + name);
    }
  }

  private static String text(String escaped) {
    return new String(bytes(escaped), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String escaped) {
    return HexFormat.of().withPrefix("\\x").parseHex(escaped);
  }
}
