package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.fullstory.FullStoryMock;
import io.fswebhook.war.it.InstalledCommand;
import io.fswebhook.war.it.InstalledTool;
import io.fswebhook.war.it.Program;
import io.fswebhook.war.it.WarCommand;
import io.fswebhook.war.it.WarProcess;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each command as a process of its own, by its script, on a terminal and through a pipe, against
 * the demo and a FullStory that is none.
 */
class ReceiverCommandsIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String WHOLE = "[0-9a-f-]{36} +20\\d\\d-\\S+Z +\\S*[^. ] +\\w+ \\w.*[^. ]";
  private static final String COLOUR = "\u001b[";
  private static final String ENDPOINT = "https://hooks.example.com/webhook";

  @TempDir private static Path folder;
  private static final FullStoryMock FULL_STORY = new FullStoryMock();
  private static final Program PROGRAM = new Program("any");
  private static WarProcess demo;
  private static InstalledCommand installed;

  @BeforeAll
  static void start() throws Exception {
    demo =
        WarCommand.in(Files.createDirectory(folder.resolve("demo"))).start("demo", "--port", "0");
    installed = InstalledCommand.in(Files.createDirectory(folder.resolve("installed")));
    try (WarProcess preparation = installed.start("--prepare")) {
      assertThat(preparation.awaitExit(LIMIT)).as("%s", preparation).isZero();
    }
    PROGRAM.start();
    FULL_STORY.add(ENDPOINT, true, "old", "note.created", "recording.event.custom");
    Files.writeString(folder.resolve("secrets"), "old");
    demo.awaitLine(Pattern.compile("Ctrl\\+C"), LIMIT);
    installed
        .with("FS_WEBHOOK_URL", demo.awaitListening().toString())
        .with("FS_WEBHOOK_TOKEN", demo.awaitLine(Pattern.compile("token +(\\S+)"), LIMIT).group(1))
        .with("FS_WEBHOOK_FULLSTORY_URL", FULL_STORY.url())
        .with("FS_WEBHOOK_FULLSTORY_API_KEY", FullStoryMock.KEY);
  }

  @AfterAll
  static void stop() {
    demo.close();
    FULL_STORY.close();
    PROGRAM.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "deliveries",
        "handlers",
        "plugins",
        "nodes",
        "rejections",
        "config",
        "endpoints list",
        "endpoints event-types"
      })
  void a_table_fits_a_terminal_of_80_columns_in_colour(String command) throws Exception {
    try (Tmux terminal = terminal()) {
      terminal.start(words(command));
      assertThat(terminal.exitCode()).as(terminal.screen()).isZero();
      assertThat(terminal.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 80);
      assertThat(terminal.screen()).contains(COLOUR);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tail --from 2020-01-01T00:00:00Z --count 3",
        "listen --forward {program} --from 2020-01-01T00:00:00Z --count 2 --place {folder}/place",
        "rotate-secret {endpoint} --secrets-file {folder}/secrets --dry-run"
      })
  void a_line_for_each_delivery_or_step_fits_too(String command) throws Exception {
    try (Tmux terminal = terminal()) {
      terminal.start(words(command));
      int exitCode = terminal.exitCode();
      // The program knows another secret, and answers 200 all the same.
      assertThat(exitCode).as(terminal.screen()).isZero();
      assertThat(terminal.lines())
          .isNotEmpty()
          .filteredOn(line -> !line.startsWith("planned "))
          .allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void without_colours_the_table_is_the_same() throws Exception {
    try (Tmux terminal = terminal()) {
      terminal.start("env", "NO_COLOR=1", script(), "deliveries", "--state", "dead");
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines().get(0)).startsWith("ID ").contains("RECEIVED (UTC)", "TASKS");
      assertThat(terminal.screen()).contains("dead ").doesNotContain(COLOUR);
    }
  }

  @Test
  void one_delivery_and_one_rejection_are_shown_on_a_terminal() throws Exception {
    String id = item("deliveries", "--state", "dead").getString("id");
    try (Tmux terminal = terminal()) {
      terminal.start(script(), "delivery", id);
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines()).anyMatch(line -> line.contains(id));
      terminal.start(script(), "explain");
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines()).anyMatch(line -> line.startsWith("Reason:"));
    }
  }

  @Test
  void a_bulk_replay_asks_on_the_terminal() throws Exception {
    try (Tmux terminal = terminal()) {
      terminal.start(script(), "replay", "--state", "dead");
      terminal.type(
          "y", Pattern.compile("Replay \\d+ deliver\\w+ \\(tasks: \\d+ dead\\)\\? \\[y/N]"));
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines()).anyMatch(line -> line.contains("is done: "));
    }
  }

  @Test
  void a_bulk_replay_in_a_script_needs_the_option() throws Exception {
    try (WarProcess replay =
        new WarProcess(
            installed
                .builder(List.of(script(), "replay", "--state", "dead"))
                .redirectInput(Path.of("/dev/null").toFile())
                .start())) {
      assertThat(replay.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(replay.err()).anyMatch(line -> line.contains("Add --yes to do it"));
    }
  }

  @Test
  void a_pipe_gets_everything_without_colours() throws Exception {
    try (WarProcess list = installed.start("deliveries")) {
      assertThat(list.awaitExit(LIMIT)).isZero();
      assertThat(list.err()).allMatch(line -> line.startsWith("There are more: "));
      assertThat(list.out())
          .hasSizeGreaterThan(5)
          .noneMatch(line -> line.contains(COLOUR))
          .allMatch(line -> line.startsWith("ID ") || line.matches(WHOLE));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config",
        "endpoints list",
        "tail --from 2020-01-01T00:00:00Z --count 3",
        "listen --forward {program} --from 2020-01-01T00:00:00Z --count 2 --place {folder}/piped",
        "rotate-secret {endpoint} --secrets-file {folder}/secrets --dry-run"
      })
  void a_pipe_gets_the_result_and_nothing_else(String command) throws Exception {
    String[] words = words(command);
    try (WarProcess piped = installed.start(Arrays.copyOfRange(words, 1, words.length))) {
      assertThat(piped.awaitExit(LIMIT)).as("%s", piped).isZero();
      assertThat(piped.out())
          .isNotEmpty()
          .noneMatch(line -> line.contains(COLOUR) || line.contains("..."));
      assertThat(piped.err()).allMatch(line -> line.startsWith("Forwarding to "));
    }
  }

  @Test
  void each_command_answers_a_script() throws Exception {
    String handler = item("handlers").getString("name");
    assertThat(item("pause", handler).getString("status")).isEqualTo("paused");
    assertThat(item("resume", handler).getString("status")).isEqualTo("resumed");
    String id = item("deliveries").getString("id");
    assertThat(json("delivery", id).getString("id")).isEqualTo(id);
    assertThat(json("replay", id, "--dry-run").getInt("deliveries")).isEqualTo(1);
    assertThat(json("discard", "--all", "--dry-run").getBoolean("dryRun")).isTrue();
    assertThat(item("plugins").getString("state")).isEqualTo("running");
    String rejection = item("rejections").getString("id");
    assertThat(json("explain", rejection).getJsonArray("findings")).isNotEmpty();
    assertThat(json("status").getBoolean("ready")).isTrue();
  }

  private static Tmux terminal() throws Exception {
    InstalledTool.require("tmux");
    return Tmux.open(Files.createTempDirectory(folder, "tmux").resolve("socket"), installed);
  }

  private static String script() {
    return installed.script().toString();
  }

  /** What is typed. */
  private static String[] words(String command) {
    return (script() + " " + command)
        .replace("{program}", PROGRAM.uri().toString())
        .replace("{folder}", folder.toString())
        .replace("{endpoint}", ENDPOINT)
        .split(" ");
  }

  /** The first of a list. */
  private static JsonObject item(String... arguments) throws Exception {
    return json(arguments).getJsonArray("items").getJsonObject(0);
  }

  private static JsonObject json(String... arguments) throws Exception {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--output", "json")).toArray(String[]::new);
    try (WarProcess process = installed.start(all)) {
      int exitCode = process.awaitExit(LIMIT);
      assertThat(exitCode).as("%s", process).isZero();
      assertThat(process.err()).isEqualTo(List.of());
      try (JsonReader reader = Json.createReader(new StringReader(process.out().get(0)))) {
        return reader.readObject();
      }
    }
  }
}
