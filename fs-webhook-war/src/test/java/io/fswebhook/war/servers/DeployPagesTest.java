package io.fswebhook.war.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No command of a deploy page leaves a secret in a file that others can read. */
class DeployPagesTest {

  private static final Path PAGES = Path.of("..", "docs", "deploy");
  private static final Pattern WRITES = Pattern.compile(">>? *\"?([^\"\\s)]+)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Z_]+)");

  @TempDir Path folder;

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void what_is_written_of_a_secret_is_for_its_owner_alone(Path page) throws Exception {
    String prepared = "";
    for (String line : Files.readAllLines(page)) {
      if (line.matches("install -m 600 .*")) {
        prepared = line;
      }
      Matcher written = WRITES.matcher(line);
      if (!line.startsWith("`") && line.contains("secret") && written.find()) {
        if (line.contains("-file=") || prepared.endsWith(written.group(1))) {
          continue; // the file's name, or into a file that was made before
        }
        assertIsForItsOwnerAlone(line, written.group(1));
      }
    }
  }

  private void assertIsForItsOwnerAlone(String line, String target) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", "-euc", "umask 022; " + line);
    shell.directory(folder.toFile()).redirectErrorStream(true);
    Matcher variable = VARIABLE.matcher(target);
    String file = target;
    while (variable.find()) {
      shell.environment().put(variable.group(1), folder.toString());
      file = file.replace("$" + variable.group(1), folder.toString());
    }
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(Files.getPosixFilePermissions(path))
        .as(line)
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
