package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code listen} between a receiver and a program, each of which is restarted. */
class ListenIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private final Program program = new Program(Sender.SECRET);
  private int port;
  private Sender sender;

  @BeforeEach
  void start() throws IOException {
    program.start();
    port = FreePort.get();
    sender = new Sender(URI.create("http://127.0.0.1:" + port + "/webhook"));
  }

  @AfterEach
  void stop() {
    program.close();
  }

  @Test
  void whichever_side_is_restarted_each_delivery_is_forwarded_once() throws Exception {
    WarProcess receiver = receiver();
    try {
      try (WarProcess listen = listen()) {
        listen.awaitLine(Pattern.compile("Forwarding to http"), LIMIT);
        send(1, "arrives");

        receiver.kill();
        listen.awaitLine(away("http://127.0.0.1:" + port), LIMIT);
        receiver = receiver();
        send(2, "arrives after a restart of the receiver");
        forwarded(2, listen);

        program.close();
        sender.sendNote("3");
        listen.awaitLine(away(program.uri().toString()), LIMIT);
        program.start();
        arrived(3, "arrives after a restart of the program");
        forwarded(3, listen);
        listen.terminate();
        assertThat(listen.awaitExit(LIMIT)).as(listen.toString()).isZero();
        forwarded(3, listen);
      }
      sender.sendNote("4");
      sender.sendNote("5");
      try (WarProcess listen = listen()) {
        forwarded(2, listen);
        listen.kill();
      }
      try (WarProcess listen = listen()) {
        listen.awaitLine(Pattern.compile("from where it ended"), LIMIT);
        send(6, "goes on after a kill");
      }
      assertThat(program.refused()).isEmpty();
      assertThat(program.bodies()).hasSize(6).doesNotHaveDuplicates();
    } finally {
      receiver.close();
    }
  }

  /** A request may have been under way. */
  private static Pattern away(String url) {
    return Pattern.compile("(Nothing listens at|No answer from) " + Pattern.quote(url));
  }

  private WarProcess receiver() throws Exception {
    WarProcess receiver =
        WarCommand.in(folder)
            .withSender()
            .java("-Dfs.webhook.home=" + folder.resolve("home"))
            .start("serve", "--port", String.valueOf(port));
    receiver.awaitListening();
    return receiver;
  }

  private WarProcess listen() throws IOException {
    return WarCommand.in(folder)
        .with("FS_WEBHOOK_URL", "http://127.0.0.1:" + port)
        .with("FS_WEBHOOK_TOKEN", Files.readString(folder.resolve("home/admin-token")).strip())
        .with("XDG_STATE_HOME", folder.resolve("state").toString())
        .start("listen", "--forward", program.uri().toString());
  }

  private void send(int number, String words) throws Exception {
    Sender.idIn(sender.sendNote(String.valueOf(number)));
    arrived(number, words);
  }

  /** A line is printed after the program has answered. */
  private static void forwarded(int count, WarProcess listen) throws Exception {
    Eventually.holds(
        count + " lines in " + listen,
        LIMIT,
        () -> listen.out().stream().filter(line -> line.contains("  200  ")).count() == count);
  }

  private void arrived(int number, String words) throws Exception {
    Eventually.holds(words, LIMIT, () -> program.bodies().size() >= number);
  }
}
