package io.fswebhook.war.api;

import static io.fswebhook.war.api.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.MavenFile;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that openapi-generator makes from the description as a receiver serves it, below a
 * context root. The generator's own jar has the libraries that its clients use.
 */
@Tag("long")
class GeneratedClientIT {

  private static final String PROGRAM = "GeneratedClientProgram.java";
  private static final long LIMIT_SECONDS = 180;

  @TempDir Path folder;

  @Test
  void it_lists_filters_pages_and_replays() throws Exception {
    Path generator = new MavenFile(MavenFile.property("it.openapi.generator")).path();
    try (ApiServer server = ApiServer.at("/receiver", folder.resolve("home"))) {
      List<String> ids = new ArrayList<>();
      for (String event : List.of("note.created", "metric.alert", "note.created")) {
        ids.add(0, object(server.deliver(event)).getString("id"));
      }
      Eventually.holds(
          "all are handled",
          Duration.ofSeconds(30),
          () -> object(server.get("deliveries?state=pending")).getJsonArray("items").isEmpty());

      Path classes = compile(generate(generator, server.base() + "/openapi.yaml"), generator);

      assertThat(run(generator, classes, "GeneratedClientProgram", ApiServer.OPERATOR))
          .containsExactly(
              "base " + server.base(),
              "listed " + String.join(" ", ids),
              "notes " + ids.get(0) + " " + ids.get(2),
              "dead of Bad " + String.join(" ", ids),
              "dead of Good",
              "attempts 1",
              "pages [2, 1]",
              "counted {dead=3}",
              "bulk 3",
              "one 1",
              "problem 404 not-found",
              "audit replay delivery " + ids.get(1));
    }
  }

  private Path generate(Path generator, String description) throws Exception {
    Path client = folder.resolve("client");
    java(
        List.of(
            "-jar",
            generator.toString(),
            "generate",
            "--input-spec=" + description,
            "--generator-name=java",
            "--library=native",
            "--output=" + client,
            "--additional-properties=openApiNullable=false,useJakartaEe=true",
            "--global-property=apiDocs=false,modelDocs=false,apiTests=false,modelTests=false"),
        folder.resolve("generator.txt"));
    return client.resolve("src/main/java");
  }

  private Path compile(Path sources, Path generator) throws Exception {
    Path program = folder.resolve(PROGRAM);
    try (InputStream source = GeneratedClientIT.class.getResourceAsStream("/api/" + PROGRAM)) {
      Files.write(program, Objects.requireNonNull(source, PROGRAM).readAllBytes());
    }
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-nowarn",
                "-cp",
                generator + File.pathSeparator + System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                program.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exit).as("the generated client compiles").isZero();
    return classes;
  }

  private List<String> run(Path generator, Path classes, String main, String token)
      throws Exception {
    Path output = folder.resolve("output.txt");
    java(List.of("-cp", classes + File.pathSeparator + generator, main, token), output);
    return Files.readAllLines(output);
  }

  private static void java(List<String> arguments, Path output) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean isOver = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(isOver && process.exitValue() == 0)
        .as(() -> command + " says " + readable(output))
        .isTrue();
  }

  private static String readable(Path output) {
    try {
      return Files.readString(output);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
