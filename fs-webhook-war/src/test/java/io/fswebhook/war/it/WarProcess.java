package io.fswebhook.war.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running WAR and what it prints. Closing it ends it, whatever state it is in. */
public final class WarProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration READ_LIMIT = Duration.ofSeconds(10);
  private static final Pattern LISTENING = Pattern.compile("[Ll]isten\\w* on (https?://[^/, ]+)");

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> readers;

  public WarProcess(Process process) {
    this.process = process;
    this.readers =
        CompletableFuture.allOf(
            reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
  }

  /** Waits for a line of either stream in which the pattern is found. */
  public Matcher awaitLine(Pattern pattern, Duration limit) throws Exception {
    Eventually.holds(
        "a line with " + pattern + " in:\n" + this,
        limit,
        () -> find(pattern).isPresent() || !process.isAlive());
    joinReadersOfTheDead();
    return find(pattern)
        .orElseThrow(() -> new AssertionError("ended without " + pattern + ":\n" + this));
  }

  /** Waits until it listens, and says where. */
  public URI awaitListening() throws Exception {
    return URI.create(awaitLine(LISTENING, START_LIMIT).group(1));
  }

  /** Waits for the end and returns the exit code. */
  public int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + limit + ":\n" + this);
    }
    joinReadersOfTheDead();
    return process.exitValue();
  }

  /** SIGTERM. */
  public void terminate() {
    // The process's own destroy() also closes its output, and the last lines would be lost.
    process.toHandle().destroy();
  }

  /** SIGKILL for what it runs under another command, which then ends by itself. */
  void killInner() throws Exception {
    process.children().forEach(ProcessHandle::destroyForcibly);
    awaitExit(START_LIMIT);
  }

  /** SIGKILL. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  public long pid() {
    return process.pid();
  }

  public List<String> out() {
    return List.copyOf(out);
  }

  public List<String> err() {
    return List.copyOf(err);
  }

  @Override
  public String toString() {
    return String.join("\n", out) + "\n--- stderr\n" + String.join("\n", err);
  }

  @Override
  public void close() {
    kill();
    joinReadersOfTheDead();
  }

  private Optional<Matcher> find(Pattern pattern) {
    for (List<String> lines : List.of(out, err)) {
      for (String line : lines) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
          return Optional.of(matcher);
        }
      }
    }
    return Optional.empty();
  }

  private void joinReadersOfTheDead() {
    if (!process.isAlive()) {
      readers.orTimeout(READ_LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  private static CompletableFuture<Void> reader(InputStream stream, List<String> lines) {
    return CompletableFuture.runAsync(
        () -> read(stream, lines), task -> new Thread(task, "war-output").start());
  }

  private static void read(InputStream stream, List<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(output ended: " + e.getMessage() + ")");
    }
  }
}
