package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.InstalledCommand;
import io.fswebhook.war.it.InstalledTool;
import io.fswebhook.war.it.WarProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("long")
@Tag("each-jdk")
class LauncherScriptIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String NOBODY = "http://127.0.0.1:1";
  private static final String FROM_ARCHIVE = "source: shared objects file";

  private static InstalledCommand inSpecialFolder;
  private static InstalledCommand inPlainFolder;

  @TempDir private Path folder;
  private InstalledCommand installed;

  @BeforeAll
  static void unpack(@TempDir Path root) throws Exception {
    inSpecialFolder = InstalledCommand.in(Files.createDirectory(root.resolve("a folder ü")));
    inPlainFolder = InstalledCommand.in(Files.createDirectory(root.resolve("plain")));
  }

  @BeforeEach
  void begin() {
    installed = inSpecialFolder.again();
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
  void once_prepared_commands_have_their_classes_from_the_archive_unless_it_is_useless()
      throws Exception {
    installed = inPlainFolder.again().with("XDG_CACHE_HOME", folder.toString());
    try (WarProcess preparation = installed.start("--prepare")) {
      assertThat(preparation.awaitExit(LIMIT)).as(preparation.toString()).isZero();
    }
    List<String> own = ownClasses();
    List<String> archived = own.stream().filter(line -> line.contains(FROM_ARCHIVE)).toList();
    assertThat(archived).hasSizeGreaterThan(20);
    // JDK 25 leaves out subtypes of picocli's types, whose class files have the format of Java 5.
    assertThat(own.size() - archived.size())
        .isLessThanOrEqualTo(Runtime.version().feature() == 17 ? 0 : 2);

    try (var archives = Files.list(folder.resolve("fs-webhook"))) {
      Files.writeString(archives.findFirst().orElseThrow(), "no archive");
    }
    assertThat(ownClasses()).hasSizeGreaterThan(20).noneMatch(line -> line.contains(FROM_ARCHIVE));
  }

  private List<String> ownClasses() throws Exception {
    return loadedClasses().stream()
        .filter(line -> line.contains(" io.fswebhook.") && !line.contains("$$Lambda"))
        .toList();
  }

  @Test
  void several_first_starts_at_once_disturb_nobody() throws Exception {
    installed = inPlainFolder.again().with("XDG_CACHE_HOME", folder.toString());
    List<WarProcess> preparations = new ArrayList<>();
    List<WarProcess> commands = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      preparations.add(installed.start("--prepare"));
      commands.add(installed.start("--version"));
    }
    List<Integer> exitCodes = new ArrayList<>();
    for (WarProcess preparation : preparations) {
      exitCodes.add(preparation.awaitExit(LIMIT));
      preparation.close();
    }
    for (WarProcess command : commands) {
      assertThat(command.awaitExit(LIMIT)).as(command.toString()).isZero();
      assertThat(command.err()).isEmpty();
      command.close();
    }
    assertThat(exitCodes).contains(0).isSubsetOf(0, 2);
    try (Stream<Path> kept = Files.list(folder.resolve("fs-webhook"))) {
      assertThat(kept).singleElement().asString().endsWith(".jsa");
    }
    assertThat(loadedClasses()).anyMatch(line -> line.contains(FROM_ARCHIVE));
  }

  @Test
  void where_no_archive_can_be_kept_commands_work_and_a_preparation_says_so() throws Exception {
    installed.with("XDG_CACHE_HOME", "/dev/null/cache");
    try (WarProcess command = installed.start("--version")) {
      assertThat(command.awaitExit(LIMIT)).as(command.toString()).isZero();
      assertThat(command.err()).isEmpty();
    }
    try (WarProcess preparation = installed.start("--prepare")) {
      assertThat(preparation.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(preparation.err())
          .singleElement()
          .asString()
          .startsWith("No archive was made: /dev/null/cache/fs-webhook must be writable");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox"})
  void other_shells_run_the_script_too(String shell) throws Exception {
    InstalledTool.require(shell);
    List<String> words = new ArrayList<>(List.of(shell));
    if (shell.equals("busybox")) {
      words.add("sh");
    }
    words.addAll(List.of(installed.script().toString(), "--version"));
    try (WarProcess command = new WarProcess(installed.builder(words).start())) {
      assertThat(command.awaitExit(LIMIT)).as(command.toString()).isZero();
      assertThat(command.out()).singleElement().asString().startsWith("fs-webhook ");
      assertThat(command.err()).isEmpty();
    }
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
