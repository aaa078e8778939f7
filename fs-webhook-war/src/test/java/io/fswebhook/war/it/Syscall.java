package io.fswebhook.war.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a process did to a file, as {@code strace -f -y -ttt -xx} writes it.
 *
 * @param at seconds since 1970, when the call began
 * @param begun the number of the line where it began; calls of other threads may end before it does
 * @param ended the number of the line where it ended
 * @param offset where it wrote; the new length of a file that is cut off
 * @param data what it wrote, or its new name; empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Syscall(double at, int begun, int ended, Kind kind, String path, long offset, byte[] data) {

  /** What it did. */
  enum Kind {
    WRITE,
    SYNC,
    TRUNCATE,
    RENAME,
    DELETE
  }

  private static final Pattern CALL = Pattern.compile("^\\d+ +([\\d.]+) (\\w+)\\((.*)$");
  private static final Pattern FILE = Pattern.compile("^\\d+<([^>]*)>(?:, )?(.*)$");
  private static final Pattern WRITTEN =
      Pattern.compile("^\"([^\"]*)\", (\\d+), (\\d+)\\) += (\\d+)$");
  private static final Pattern LENGTH = Pattern.compile("^(\\d+)\\) += 0$");
  private static final String UNFINISHED = " <unfinished ...>";
  private static final Pattern RESUMED = Pattern.compile("^.*<\\.\\.\\. \\w+ resumed>(.*)$");
  private static final Pattern RENAMED = Pattern.compile("^\"([^\"]*)\", \"([^\"]*)\"\\) += 0$");
  private static final Pattern DELETED = Pattern.compile("^(?:[^\"]*, )?\"([^\"]*)\"[^\"]*= 0$");

  /**
   * The calls in the order in which they ended, without those that failed, were not finished, or do
   * nothing to a file.
   */
  static List<Syscall> read(List<String> lines) {
    Map<String, Integer> unfinished = new HashMap<>(); // the line of each thread's
    List<Syscall> calls = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String thread = line.substring(0, line.indexOf(' '));
      Matcher resumed = RESUMED.matcher(line);
      Syscall call = null;
      if (line.endsWith(UNFINISHED)) {
        unfinished.put(thread, i);
      } else if (!resumed.matches()) {
        call = parse(line);
        call = call == null ? null : call.between(i, i);
      } else if (unfinished.containsKey(thread)) {
        int begun = unfinished.remove(thread);
        call = parse(lines.get(begun).replace(UNFINISHED, resumed.group(1)));
        call = call == null ? null : call.between(begun, i);
      }
      if (call != null) {
        calls.add(call);
      }
    }
    return calls;
  }

  private Syscall between(int first, int last) {
    return new Syscall(at, first, last, kind, path, offset, data);
  }

  /** The new name. */
  String newPath() {
    return new String(data, StandardCharsets.UTF_8);
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
      return deleted.matches() ? of(at, Kind.DELETE, text(deleted.group(1)), 0, new byte[0]) : null;
    }
    if (call.group(2).equals("rename")) {
      Matcher renamed = RENAMED.matcher(arguments);
      return renamed.matches()
          ? of(at, Kind.RENAME, text(renamed.group(1)), 0, bytes(renamed.group(2)))
          : null;
    }
    Matcher file = FILE.matcher(arguments);
    return file.matches() ? ofFile(at, call.group(2), text(file.group(1)), file.group(2)) : null;
  }

  private static Syscall of(double at, Kind kind, String path, long offset, byte[] data) {
    return new Syscall(at, 0, 0, kind, path, offset, data);
  }

  private static @Nullable Syscall ofFile(double at, String name, String path, String rest) {
    switch (name) {
      case "pwrite64" -> {
        Matcher written = WRITTEN.matcher(rest);
        if (!written.matches()) {
          if (rest.contains("\"...")) {
            throw new IllegalStateException("a write was not traced whole");
          }
          return null;
        }
        byte[] data = bytes(written.group(1));
        if (data.length != Integer.parseInt(written.group(4))) {
          throw new IllegalStateException("a write was not traced whole, or not made whole");
        }
        return of(at, Kind.WRITE, path, Long.parseLong(written.group(3)), data);
      }
      case "ftruncate" -> {
        Matcher length = LENGTH.matcher(rest);
        return length.matches()
            ? of(at, Kind.TRUNCATE, path, Long.parseLong(length.group(1)), new byte[0])
            : null;
      }
      case "fsync", "fdatasync" -> {
        return rest.matches("\\) += 0") ? of(at, Kind.SYNC, path, 0, new byte[0]) : null;
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
