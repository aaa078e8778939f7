package io.fswebhook.war.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file of Maven's repositories that no module depends on.
 *
 * @param coordinates group, artifact, version, type and perhaps a classifier, as Maven writes them
 */
public record MavenFile(String coordinates) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  public String version() {
    return coordinates.split(":", -1)[2];
  }

  /**
   * The file as it was released: from the local repository, or by Maven.
   *
   * @throws UnavailableException if it cannot be had
   */
  public Path path() throws IOException, InterruptedException {
    Path file = inRepository();
    if (Files.notExists(file)) {
      askMaven();
    }
    if (Files.notExists(file)) {
      throw new UnavailableException(coordinates + " cannot be had from Maven's repositories");
    }
    return file;
  }

  private Path inRepository() {
    String[] parts = coordinates.split(":", -1);
    String classifier = parts.length > 4 ? "-" + parts[4] : "";
    return Path.of(property("it.maven.repository"))
        .resolve(parts[0].replace('.', '/'))
        .resolve(parts[1])
        .resolve(parts[2])
        .resolve(parts[1] + "-" + parts[2] + classifier + "." + parts[3]);
  }

  private void askMaven() throws IOException, InterruptedException {
    Process maven =
        new ProcessBuilder(
                List.of(
                    Path.of(property("it.maven"), "bin", "mvn").toString(),
                    "--batch-mode",
                    "--quiet",
                    "-Dmaven.repo.local=" + property("it.maven.repository"),
                    property("it.maven.dependency.plugin") + ":get",
                    "-Dartifact=" + coordinates,
                    "-Dtransitive=false"))
            .inheritIO()
            .start();
    if (!maven.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      maven.descendants().forEach(ProcessHandle::destroyForcibly);
      maven.destroyForcibly();
    }
  }

  /** A property that the build sets for tests. */
  public static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set; mvn verify sets it");
    }
    return value;
  }

  /** It is not there, which is nobody's mistake here. */
  public static final class UnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }
  }
}
