package io.fswebhook.war.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what was measured into a Markdown document, between the marks of its part. */
final class ReportPage {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private ReportPage() {}

  /**
   * Prints it, and writes it into the page if there is one.
   *
   * @param part names the marks
   */
  static void write(@Nullable Path page, String part, String text) throws IOException {
    System.out.println(text);
    if (page == null) {
      return;
    }
    String from = "<!-- " + part + ": from here -->\n";
    String to = "<!-- " + part + ": to here -->";
    String before = Files.readString(page);
    int start = before.indexOf(from);
    int end = before.indexOf(to);
    if (start < 0 || end < start) {
      throw new IOException(page + " must have the lines " + from.strip() + " and " + to);
    }
    Files.writeString(
        page, before.substring(0, start + from.length()) + text + "\n" + before.substring(end));
  }

  /** Commit, date and machine. */
  static String measuredOn(BenchmarkOptions options) throws IOException {
    return String.format(
        Locale.ROOT,
        "Commit %s, %s, %s %s, %d processors%s, JDK %s.",
        options.commit(),
        LocalDate.now(ZoneOffset.UTC),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors(),
        model(),
        System.getProperty("java.version"));
  }

  private static String model() throws IOException {
    if (!Files.isReadable(PROCESSORS)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
          .findFirst()
          .orElse("");
    }
  }
}
