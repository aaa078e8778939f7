package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one page says of another is there. Links to other hosts are not followed. */
class DocumentLinksTest {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_README = 150;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");

  @Test
  void every_link_leads_somewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      for (String link : linksIn(page)) {
        links++;
        if (!leadsSomewhere(page, link)) {
          broken.add(PROJECT.relativize(page) + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(50);
  }

  @Test
  void every_page_can_be_reached_from_the_readme() throws IOException {
    List<Path> reached = new ArrayList<>(List.of(PROJECT.resolve("README.md")));
    for (int i = 0; i < reached.size(); i++) {
      for (String link : linksIn(reached.get(i))) {
        Path target = target(reached.get(i), link);
        if (link.contains(".md") && !isElsewhere(link) && !reached.contains(target)) {
          reached.add(target);
        }
      }
    }
    assertThat(reached)
        .containsAll(pages().stream().filter(DocumentLinksTest::isDocument).toList());
  }

  @Test
  void the_readme_is_short() throws IOException {
    assertThat(Files.readAllLines(PROJECT.resolve("README.md")))
        .hasSizeLessThanOrEqualTo(LONGEST_README);
  }

  /** Decisions are listed by their folder. */
  private static boolean isDocument(Path page) {
    return page.startsWith(PROJECT.resolve("docs"))
        && !page.startsWith(PROJECT.resolve("docs/decisions"));
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path folder :
        List.of(PROJECT, PROJECT.resolve("docs"), PROJECT.resolve("fs-webhook-plugins-sample"))) {
      int depth = folder.endsWith("docs") ? 3 : 1;
      try (Stream<Path> files = Files.walk(folder, depth)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<String> linksIn(Path page) throws IOException {
    String text = CODE.matcher(Files.readString(page)).replaceAll("");
    return LINK.matcher(text)
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .toList();
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    if (isElsewhere(link)) {
      return true;
    }
    Path target = target(page, link);
    int anchor = link.indexOf('#');
    return Files.exists(target)
        && (anchor < 0 || anchorsIn(target).contains(link.substring(anchor + 1)));
  }

  private static boolean isElsewhere(String link) {
    return link.matches("[a-z]+:.*");
  }

  private static Path target(Path page, String link) {
    String file = link.replaceAll("#.*", "");
    return file.isEmpty() ? page : page.resolveSibling(file).normalize();
  }

  /** As they are made of headings: in small letters, hyphens for spaces, without other signs. */
  private static List<String> anchorsIn(Path page) throws IOException {
    return HEADING
        .matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }
}
