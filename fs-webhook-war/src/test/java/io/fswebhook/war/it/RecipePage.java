package io.fswebhook.war.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The blocks of {@code docs/recipes.md}, with the test's servers in place of those that they name.
 */
record RecipePage(List<String> recipes) {

  private static final Path PAGE = Path.of("..", "docs", "recipes.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```properties\n(.*?)^```$");

  static RecipePage read() throws IOException {
    return new RecipePage(
        BLOCK
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList());
  }

  /** All in one, with these in place of hosts and folders. */
  String with(URI http, URI s3, String kafka, Path secrets) {
    return String.join("", recipes)
        .replace("https://s3.example.com", s3.toString())
        .replace("kafka.example.com:9092", kafka)
        .replace("/run/secrets", secrets.toString())
        .replaceAll("https://([a-z.]+)/", http + "/$1/");
  }
}
