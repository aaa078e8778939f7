package io.fswebhook.war.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks into another JVM from outside, with the JDK's tools and the system's list of files. */
record JvmLook(long pid) {

  private static final Pattern THREAD = Pattern.compile("^\"([^\"]+)\"", Pattern.MULTILINE);

  /** Loaders that have the class now, after all garbage is gone. */
  int copiesOf(String className) throws Exception {
    jcmd("GC.run");
    Pattern line = Pattern.compile("(?m)^[^\\n]*\\b" + Pattern.quote(className) + "\\b.*$");
    return (int) line.matcher(jcmd("VM.class_hierarchy", className)).results().count();
  }

  /** Names of its threads that begin with the prefix. */
  List<String> threads(String prefix) throws Exception {
    return THREAD
        .matcher(jcmd("Thread.print"))
        .results()
        .map(found -> found.group(1))
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  /** Files that it has open or mapped, deleted ones too, whose path holds one of the texts. */
  List<String> openFiles(String... texts) throws IOException {
    Path self = Path.of("/proc", String.valueOf(pid));
    try (Stream<Path> open = Files.list(self.resolve("fd"));
        Stream<String> mapped = Files.lines(self.resolve("maps"), StandardCharsets.UTF_8)) {
      return Stream.concat(open.map(JvmLook::target), mapped.map(JvmLook::path))
          .filter(path -> Stream.of(texts).anyMatch(path::contains))
          .distinct()
          .toList();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static String path(String mapping) {
    int slash = mapping.indexOf('/');
    return slash < 0 ? "" : mapping.substring(slash);
  }

  String jcmd(String... command) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(tool.toString(), String.valueOf(pid)), Stream.of(command))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed:\n" + out);
    }
    return out;
  }
}
