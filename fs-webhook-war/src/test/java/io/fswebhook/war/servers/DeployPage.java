package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A page in {@code docs/deploy}; what stands in its code blocks is what the tests use. */
record DeployPage(String name, String text) {

  static DeployPage of(String name) throws IOException {
    Path file = Path.of(Distribution.property("it.docs"), "deploy", name + ".md");
    return new DeployPage(name, Files.readString(file));
  }

  /** The only block of the language that begins with, or holds, the text. */
  String block(String language, String text) {
    List<String> found =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(this.text)
            .results()
            .map(match -> match.group(1))
            .filter(block -> block.contains(text))
            .toList();
    assertThat(found).as("blocks of %s in %s.md with %s", language, name, text).hasSize(1);
    return found.get(0);
  }

  /** Runs the block of commands as a reader does, in a folder with the WAR and a plugin's jar. */
  void run(String text, Path folder, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path log = folder.resolve("commands.log");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-euc", block("sh", text))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    shell.environment().putAll(variables);
    shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    shell.environment().merge("PATH", bin + ":", (path, first) -> first + path);
    Process process = shell.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
