package io.fswebhook.war.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Tools from npm that look at the descriptions. Where they cannot be run, their tests are not. */
final class NpmTools {

  private static final long LIMIT_SECONDS = 180;

  private static final Map<String, String> QUIET =
      Map.of("REDOCLY_TELEMETRY", "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");

  private NpmTools() {}

  /**
   * What a command prints, whatever its exit code; linters fail when they find something.
   *
   * @param tool what it runs, for the message if it cannot
   * @param folder where it runs, for nothing but it
   */
  static String run(String tool, Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(QUIET);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw missing(tool, "there is no " + command.get(0) + " on the PATH");
    }
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw missing(tool, "it was not done after " + LIMIT_SECONDS + " seconds");
    }
    String text = Files.readString(output, UTF_8);
    if (text.isBlank()) {
      throw missing(tool, "it printed only: " + Files.readString(errors, UTF_8).strip());
    }
    return text;
  }

  private static RuntimeException missing(String tool, String why) {
    String message =
        tool
            + " cannot be run, "
            + why
            + ". Get Node.js 20.19 or newer with npm, which needs access to its registry the first"
            + " time.";
    if (Boolean.getBoolean("it.npm.required")) {
      throw new AssertionError(message);
    }
    System.out.println("NOT RUN: " + message);
    return new TestAbortedException(message);
  }
}
