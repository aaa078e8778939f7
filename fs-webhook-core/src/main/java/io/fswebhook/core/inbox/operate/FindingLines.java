package io.fswebhook.core.inbox.operate;

import io.fswebhook.core.inbox.Finding;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stored form of findings: one a line, with a code, yes or no, and a sentence. */
public final class FindingLines {

  private FindingLines() {}

  /** Null for none. */
  static @Nullable String of(List<Finding> findings) {
    return findings.isEmpty()
        ? null
        : findings.stream().map(FindingLines::line).collect(Collectors.joining("\n"));
  }

  private static String line(Finding finding) {
    String would = finding.wouldBeValid() ? "yes" : "no";
    return finding.code() + " " + would + " " + finding.sentence().replaceAll("[\\n\\r\0]", " ");
  }

  /** Parses stored findings. */
  public static List<Finding> read(@Nullable String lines) {
    if (lines == null) {
      return List.of();
    }
    return lines
        .lines()
        .map(line -> line.split(" ", 3))
        .filter(parts -> parts.length == 3)
        .map(parts -> new Finding(parts[0], parts[1].equals("yes"), parts[2]))
        .toList();
  }
}
