package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.InstalledCommand;
import io.fswebhook.war.it.WarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherScriptIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String NOBODY = "http://127.0.0.1:1";
  private static final String FROM_ARCHIVE = "source: shared objects file";

  @TempDir private Path folder;
  private InstalledCommand installed;

  @BeforeEach
  void unpack() throws Exception {
    installed = InstalledCommand.in(Files.createDirectory(folder.resolve("a folder ü")));
  }

  @Test
  void help_names_every_command_and_ends_with_0() throws Exception {
    try (WarProcess command = installed.start("--help")) {
      assertThat(command.awaitExit(LIMIT)).as(command.toString()).isZero();
      assertThat(String.join("\n", command.out()))
          .contains("serve", "demo", "send", "verify", "check", "new-plugin", "handlers");
      assertThat(command.err()).isEmpty();
    }
  }

  @Test
  void the_version_is_that_of_the_war_also_by_a_symbolic_link() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("fsw"), installed.script());
    try (WarProcess command = installed.start(link, "--version")) {
      assertThat(command.awaitExit(LIMIT)).as(command.toString()).isZero();
      assertThat(command.out()).singleElement().asString().matches("fs-webhook \\d.*");
    }
  }

  @Test
  void arguments_and_the_exit_code_are_passed_on() throws Exception {
    Path body = Files.writeString(folder.resolve("a body.json"), "{}");
    try (WarProcess command =
        installed.start("verify", body.toString(), "--secret", "a b", "--signature", "v:*")) {
      assertThat(command.awaitExit(LIMIT)).as(command.toString()).isEqualTo(1);
      assertThat(command.out()).first().asString().startsWith("signature-rejected");
    }
    try (WarProcess command = installed.start("no-such-command")) {
      assertThat(command.awaitExit(LIMIT)).isEqualTo(2);
    }
  }

  @Test
  void a_receiver_stops_with_0_when_the_script_gets_the_signal() throws Exception {
    try (WarProcess receiver =
        installed
            .with("FS_WEBHOOK_SIGNING_SECRETS", "it-secret")
            .start("serve", "--port", "0", "--home", folder.resolve("home").toString())) {
      receiver.awaitListening();
      receiver.terminate();
      assertThat(receiver.awaitExit(LIMIT)).isZero();
      assertThat(receiver.err()).last().asString().endsWith("Stopped");
    }
  }

  @Test
  void once_prepared_commands_have_their_classes_from_the_archive() throws Exception {
    installed = InstalledCommand.in(Files.createDirectory(folder.resolve("plain")));
    try (WarProcess preparation = installed.start("--prepare")) {
      assertThat(preparation.awaitExit(LIMIT)).as(preparation.toString()).isZero();
    }
    List<String> own =
        loadedClasses().stream()
            .filter(line -> line.contains(" io.fswebhook.") && !line.contains("$$Lambda"))
            .toList();
    List<String> archived = own.stream().filter(line -> line.contains(FROM_ARCHIVE)).toList();
    assertThat(archived).hasSizeGreaterThan(Math.max(20, own.size() * 9 / 10));
    if (Runtime.version().feature() == 17) { // JDK 25 leaves some classes out
      assertThat(archived).isEqualTo(own);
    }
  }

  @Test
  void a_useless_archive_changes_nothing_but_the_time() throws Exception {
    installed = InstalledCommand.in(Files.createDirectory(folder.resolve("plain")));
    try (WarProcess preparation = installed.start("--prepare")) {
      assertThat(preparation.awaitExit(LIMIT)).as(preparation.toString()).isZero();
    }
    try (var archives = Files.list(folder.resolve("plain/cache/fs-webhook"))) {
      Files.writeString(archives.findFirst().orElseThrow(), "no archive");
    }
    assertThat(loadedClasses())
        .filteredOn(line -> line.contains(" io.fswebhook.") && !line.contains("$$Lambda"))
        .hasSizeGreaterThan(20)
        .noneMatch(line -> line.contains(FROM_ARCHIVE));
  }

  @Test
  void a_command_that_talks_to_a_receiver_loads_nothing_of_the_server() throws Exception {
    assertThat(loadedClasses())
        .anyMatch(line -> line.contains(" picocli.CommandLine "))
        .noneMatch(line -> line.matches(".* org\\.(eclipse\\.jetty|glassfish\\.jersey)\\..*"))
        .noneMatch(line -> line.matches(".* (org\\.sqlite|org\\.postgresql|org\\.flywaydb)\\..*"))
        .noneMatch(line -> line.matches(".* io\\.fswebhook\\.core\\.(plugin|dispatch)\\..*"));
  }

  @Test
  void a_java_that_is_missing_or_too_old_is_said() throws Exception {
    Path home = folder.resolve("no-java");
    try (WarProcess command = installed.with("JAVA_HOME", home.toString()).start("--help")) {
      assertThat(command.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(command.err())
          .containsExactly(
              "JAVA_HOME is %s, and no Java is there. Set it to the folder of Java 17 or newer."
                  .formatted(home));
    }
    Files.createDirectories(home.resolve("bin"));
    Files.createSymbolicLink(home.resolve("release"), home.resolve("of-11"));
    Files.writeString(home.resolve("of-11"), "JAVA_VERSION=\"11.0.22\"\n");
    Files.copy(Path.of("/bin/true"), home.resolve("bin/java"));
    try (WarProcess command = installed.start("--help")) {
      assertThat(command.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(command.err()).singleElement().asString().contains("Java 17 or newer", "older");
    }
  }

  /** Of a command that finds no receiver, and says so on standard error and nothing else. */
  private List<String> loadedClasses() throws Exception {
    Path log = folder.resolve("classes.log");
    Path token = Files.writeString(folder.resolve("token"), "secret");
    String[] words = {
      "handlers", "remove", "Chat", "--yes", "--url", NOBODY, "--token-file", token.toString()
    };
    try (WarProcess command =
        installed.with("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=\"" + log + "\"").start(words)) {
      assertThat(command.awaitExit(LIMIT)).as(command.toString()).isEqualTo(1);
      assertThat(command.out()).isEmpty();
      assertThat(command.err()).last().asString().startsWith("Nothing listens at " + NOBODY);
    }
    return Files.readAllLines(log);
  }
}
