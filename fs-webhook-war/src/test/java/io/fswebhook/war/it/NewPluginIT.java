package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/plugins.md says a plugin author has to do. */
@Tag("long")
@Tag("each-jdk")
class NewPluginIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Pattern COMMANDS =
      Pattern.compile(
          "## Write a plugin in five minutes\n.*?```\n(.*?)```.*?```\n(.*?)```", Pattern.DOTALL);
  private static final String WAR = "fs-webhook-war/target/fs-webhook.war";
  private static final String REPOSITORY = "crash-alarm/repository/";
  private static final Pattern CODE =
      Pattern.compile("```java\n(package com.example;.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void the_plugin_of_the_page_is_made_tested_packed_loaded_and_called() throws Exception {
    Matcher blocks = found(COMMANDS, page());
    List<String> first = commands(blocks.group(1));
    List<String> second = commands(blocks.group(2));
    long start = System.nanoTime();

    String printed = run(first.get(0));
    long made = System.nanoTime();

    assertThat(printedCommands(printed))
        .isEqualTo(Stream.concat(first.stream().skip(1), second.stream()).toList());
    assertThat(folder.resolve("crash-alarm/src/main/java/com/example/CrashAlarm.java"))
        .hasContent(found(CODE, page()).group(1));
    for (String command : first.subList(1, first.size() - 1)) {
      String said = run(command);
      assertThat(said.lines()).noneMatch(NewPluginIT::isWarning);
      if (command.contains(" check ")) {
        assertThat(said.lines())
            .contains(
                "handler: CrashAlarm", "  events: nativemobile.event.crash",
                "  setting: file (text, default crashes.txt): The file, in its own folder.",
                    "version: 1.0.0");
      }
    }
    long built = System.nanoTime();
    try (WarProcess receiver = new WarProcess(start(first.get(first.size() - 1) + " --port 0"))) {
      URI uri = receiver.awaitListening();
      run(second.get(0) + " --url " + uri + "/webhook");
      Eventually.holds(
          "a line of the crash", LIMIT, () -> crashes(second.get(1)).matches(".{36} .+\n"));
    }
    System.out.printf(
        Locale.ROOT,
        "MEASURED a new plugin on Maven: %.0f s from an empty folder to its first event: %.0f s to make"
            + " it, %.0f s to build, test and check it, %.0f s until it handled an event%n",
        seconds(start, System.nanoTime()),
        seconds(start, made),
        seconds(made, built),
        seconds(built, System.nanoTime()));
  }

  @Test
  void what_it_is_compiled_against_is_beside_it_with_sources_and_javadoc() throws Exception {
    run(commands(found(COMMANDS, page()).group(1)).get(0));

    List<String> files;
    try (Stream<Path> paths = Files.walk(folder.resolve(REPOSITORY))) {
      files =
          paths
              .filter(Files::isRegularFile)
              .map(
                  path ->
                      path.getFileName()
                          .toString()
                          .replaceFirst("-\\d+\\.\\d+\\.\\d+(-[0-9a-f]{12})?", ""))
              .toList();
    }
    assertThat(files)
        .contains(
            "fs-webhook-api.jar",
            "fs-webhook-api.pom",
            "fs-webhook-api-sources.jar",
            "fs-webhook-api-javadoc.jar",
            "fs-webhook-api-testkit.jar",
            "slf4j-api.jar",
            "slf4j-api.pom");
    String gradle = Files.readString(folder.resolve("crash-alarm/build.gradle"));
    String pom = Files.readString(folder.resolve("crash-alarm/pom.xml"));
    assertThat(pom + gradle).doesNotContain("__", "@", "systemPath");
  }

  @Test
  void a_folder_with_a_space_is_built_as_well() throws Exception {
    run("java -jar " + WarCommand.war() + " new-plugin CrashAlarm --into 'a plugin ü'");

    assertThat(run("mvn -f 'a plugin ü' package").lines()).noneMatch(NewPluginIT::isWarning);
    assertThat(folder.resolve("a plugin ü/target/crash-alarm.jar")).exists();
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private static String page() throws IOException {
    return Files.readString(Path.of(System.getProperty("it.plugins.page")));
  }

  private static List<String> commands(String block) {
    return block.replace(WAR, WarCommand.war().toString()).lines().toList();
  }

  /** As they can be copied from the terminal. */
  private static List<String> printedCommands(String printed) {
    return printed.lines().filter(line -> line.startsWith("  ")).map(String::strip).toList();
  }

  /** What the page's command shows. */
  private String crashes(String cat) throws Exception {
    Path file = folder.resolve(cat.substring("cat ".length()));
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Runs a command to its end; returns what it printed. */
  private String run(String command) throws Exception {
    Process process = start(command);
    try (WarProcess running = new WarProcess(process)) {
      assertThat(running.awaitExit(LIMIT)).as(running.toString()).isZero();
      return String.join("\n", running.out()) + "\n" + String.join("\n", running.err());
    }
  }

  private Process start(String command) throws IOException {
    String exec = command.startsWith("FS_WEBHOOK_") ? "" : "exec ";
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-ec", exec + command).directory(folder.toFile());
    Map<String, String> environment = shell.environment();
    environment.keySet().removeIf(name -> name.startsWith("FS_WEBHOOK_"));
    String java = System.getProperty("java.home");
    environment.merge(
        "PATH",
        Path.of(System.getProperty("it.maven"), "bin")
            + File.pathSeparator
            + Path.of(java, "bin")
            + File.pathSeparator,
        (path, tools) -> tools + path);
    environment.put("JAVA_HOME", java);
    environment.put("LC_ALL", "C.UTF-8");
    environment.put(
        "MAVEN_OPTS", "-Dmaven.repo.local=" + System.getProperty("it.maven.repository"));
    return shell.start();
  }

  private static Matcher found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in the page", pattern).isTrue();
    return matcher;
  }

  /** Of Maven; the JDK's own, about Maven's libraries on JDK 25, have no bracket. */
  private static boolean isWarning(String line) {
    return line.contains("WARN") && !line.startsWith("WARNING: ");
  }
}
