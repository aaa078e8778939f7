package io.fswebhook.war.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConsoleFilesTest {

  private static final Path OWN = Path.of("src/main/resources/io/fswebhook/war/console/files");
  private static final Path BUILT = Path.of("target/classes/io/fswebhook/war/console/files");
  private static final int MOST_PACKED_BYTES = 100_000;

  /** How a text could become HTML, a script, or a place to go to. */
  private static final Pattern DANGEROUS =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcdoc"
              + "|document\\.write|createContextualFragment|DOMParser|setHTML"
              + "|\\beval\\b|new Function|set(Timeout|Interval)\\(\\s*[\"'`]|javascript:");

  @Test
  void the_list_names_every_file_and_nothing_else() throws Exception {
    assertThat(new TreeSet<>(ConsoleFiles.names()))
        .hasSameSizeAs(ConsoleFiles.names())
        .isEqualTo(
            new TreeSet<>(
                filesBelow(BUILT).stream()
                    .map(file -> BUILT.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !List.of("index.html", "files.list").contains(name))
                    .toList()));
  }

  @Test
  void nothing_of_its_own_writes_html() throws Exception {
    List<Path> files = filesBelow(OWN);
    assertThat(files).hasSizeGreaterThan(20);
    for (Path file : files) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(DANGEROUS);
    }
  }

  @Test
  void it_is_small() {
    ConsoleFiles files = ConsoleFiles.load();
    String page = new String(requireNonNull(files.at("/console/")).plain(), StandardCharsets.UTF_8);
    int start = page.indexOf("assets/");
    String folder = "/console/" + page.substring(start, page.indexOf('/', start + 7) + 1);
    int packed = 0;
    for (String name : ConsoleFiles.names()) {
      ConsoleFile file = requireNonNull(files.at(folder + name), name);
      packed += file.gzip() == null ? file.plain().length : file.gzip().length;
    }
    System.out.println("MEASURED the console has " + packed + " bytes, compressed");
    assertThat(packed).isLessThan(MOST_PACKED_BYTES);
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
