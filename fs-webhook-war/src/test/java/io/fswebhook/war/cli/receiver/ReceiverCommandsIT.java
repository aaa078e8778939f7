package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.InstalledTool;
import io.fswebhook.war.it.WarCommand;
import io.fswebhook.war.it.WarProcess;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command as a process of its own, on a terminal and through a pipe, against the demo. */
class ReceiverCommandsIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String WHOLE = "[0-9a-f-]{36} +20\\d\\d-\\S+Z +\\S*[^. ] +\\w+ \\w.*[^. ]";
  private static final String COLOUR = "\u001b[";

  @TempDir private static Path demoFolder;
  @TempDir private Path folder;
  private static WarProcess demo;
  private static String url;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    demo = WarCommand.in(demoFolder).start("demo", "--port", "0");
    demo.awaitLine(Pattern.compile("Ctrl\\+C"), LIMIT);
    token = demo.awaitLine(Pattern.compile("token +(\\S+)"), LIMIT).group(1);
    url = demo.awaitListening().toString();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "deliveries", "handlers", "plugins", "rejections"})
  void a_table_fits_a_terminal_of_80_columns_in_colour(String command) throws Exception {
    InstalledTool.require("tmux");
    try (Tmux terminal = Tmux.run(folder, asked(), command)) {
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 80);
      assertThat(terminal.screen()).contains(COLOUR);
    }
  }

  @Test
  void without_colours_the_table_is_the_same() throws Exception {
    InstalledTool.require("tmux");
    WarCommand plain = asked().with("NO_COLOR", "1");
    try (Tmux terminal = Tmux.run(folder, plain, "deliveries", "--state", "dead")) {
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines().get(0)).startsWith("ID ").contains("RECEIVED (UTC)", "TASKS");
      assertThat(terminal.screen()).contains("dead ").doesNotContain(COLOUR);
    }
  }

  @Test
  void one_delivery_and_one_rejection_are_shown_on_a_terminal() throws Exception {
    InstalledTool.require("tmux");
    String id = item("deliveries", "--state", "dead").getString("id");
    try (Tmux terminal = Tmux.run(folder, asked(), "delivery", id)) {
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines()).anyMatch(line -> line.contains(id));
    }
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Tmux terminal = Tmux.run(other, asked(), "explain")) {
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines()).anyMatch(line -> line.startsWith("Reason:"));
    }
  }

  @Test
  void a_bulk_replay_asks_on_the_terminal() throws Exception {
    InstalledTool.require("tmux");
    try (Tmux terminal = Tmux.run(folder, asked(), "replay", "--state", "dead")) {
      terminal.type(
          "y", Pattern.compile("Replay \\d+ deliver\\w+ \\(tasks: \\d+ dead\\)\\? \\[y/N]"));
      assertThat(terminal.exitCode()).isZero();
      assertThat(terminal.lines()).anyMatch(line -> line.contains("is done: "));
    }
  }

  @Test
  void a_pipe_gets_everything_without_colours() throws Exception {
    try (WarProcess list = asked().start("deliveries")) {
      assertThat(list.awaitExit(LIMIT)).isZero();
      assertThat(list.err()).allMatch(line -> line.startsWith("There are more: "));
      assertThat(list.out())
          .hasSizeGreaterThan(5)
          .noneMatch(line -> line.contains(COLOUR))
          .allMatch(line -> line.startsWith("ID ") || line.matches(WHOLE));
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

  private WarCommand asked() {
    return WarCommand.in(folder).with("FS_WEBHOOK_URL", url).with("FS_WEBHOOK_TOKEN", token);
  }

  /** The first of a list. */
  private JsonObject item(String... arguments) throws Exception {
    return json(arguments).getJsonArray("items").getJsonObject(0);
  }

  private JsonObject json(String... arguments) throws Exception {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--output", "json")).toArray(String[]::new);
    try (WarProcess process = asked().start(all)) {
      int exitCode = process.awaitExit(LIMIT);
      assertThat(exitCode).as("%s", process).isZero();
      assertThat(process.err()).isEqualTo(List.of());
      try (JsonReader reader = Json.createReader(new StringReader(process.out().get(0)))) {
        return reader.readObject();
      }
    }
  }
}
