package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.InstalledCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal of 80 columns on which commands run one after the other, and what can be read there.
 * Closing it ends them.
 */
final class Tmux implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String IDLE = "read -r end";
  private static final String SAYS_HOW_IT_ENDED = "\"$@\"; echo \"exit code $?\"; " + IDLE;
  private static final Pattern ENDED = Pattern.compile("(?m)^exit code (\\d+)");

  private final Path socket;

  private Tmux(Path socket) {
    this.socket = socket;
  }

  /** Opens it in the environment of commands. */
  static Tmux open(Path socket, InstalledCommand installed) throws Exception {
    Tmux tmux = new Tmux(socket);
    List<String> command = tmux.command("-f", "/dev/null", "new-session", "-d");
    command.addAll(List.of("-x", "80", "-y", "300", "sh", "-c", IDLE));
    run(installed.builder(command));
    return tmux;
  }

  /** Starts a command on the empty screen. */
  Tmux start(String... words) throws IOException {
    List<String> command = command("respawn-pane", "-k", "sh", "-c", SAYS_HOW_IT_ENDED, "sh");
    command.addAll(List.of(words));
    run(new ProcessBuilder(command));
    return this;
  }

  /** Types this, when the pattern is shown. */
  Tmux type(String keys, Pattern when) throws Exception {
    Eventually.holds("asked " + when, LIMIT, () -> when.matcher(screen()).find());
    tmux("send-keys", keys, "Enter");
    return this;
  }

  /** Waits for the end, and returns the exit code. */
  int exitCode() throws Exception {
    Eventually.holds("it ends", LIMIT, () -> ENDED.matcher(plain()).find());
    Matcher ended = ENDED.matcher(plain());
    assertThat(ended.find()).isTrue();
    return Integer.parseInt(ended.group(1));
  }

  /** What is shown, with its colours; what was wrapped is one line again. */
  String screen() throws IOException {
    return tmux("capture-pane", "-p", "-e", "-J");
  }

  /** What it printed, without colours and what tmux adds. */
  List<String> lines() throws IOException {
    return plain()
        .lines()
        .map(String::stripTrailing)
        .filter(line -> !line.isEmpty() && !ENDED.matcher(line).find())
        .toList();
  }

  private String plain() throws IOException {
    return tmux("capture-pane", "-p", "-J");
  }

  private String tmux(String... arguments) throws IOException {
    return run(new ProcessBuilder(command(arguments)));
  }

  private static String run(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new AssertionError(printed);
    }
    return printed;
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() throws IOException {
    tmux("kill-server");
  }
}
