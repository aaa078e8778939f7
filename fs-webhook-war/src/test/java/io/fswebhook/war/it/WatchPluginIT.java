package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin in development: compile, send, look. */
@Tag("long")
class WatchPluginIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String SOURCE =
      """
      package acme;

      import io.fswebhook.api.Delivery;
      import io.fswebhook.api.EventHandler;
      import io.fswebhook.api.HandlerContext;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.nio.file.StandardOpenOption;

      public class Edited implements EventHandler {
        private Path file;

        @Override
        public void start(HandlerContext context) {
          file = context.workDir().resolve("handled.txt");
        }

        @Override
        public void handle(Delivery delivery) throws Exception {
          Files.writeString(
              file, "VERSION\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
      """;

  @TempDir private Path folder;

  private final AtomicInteger number = new AtomicInteger();
  private Path classes;

  @BeforeEach
  void compileFirst() throws Exception {
    classes = Files.createDirectories(folder.resolve("target/classes"));
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("io.fswebhook.api.EventHandler"), "acme.Edited\n");
    compile("first");
  }

  @Test
  void new_code_handles_the_next_event_within_moments() throws Exception {
    try (WarProcess receiver = serve("--watch-plugin", "target/classes")) {
      Sender sender = new Sender(receiver.awaitListening().resolve("/webhook"));
      handled(sender, "first");

      long start = System.nanoTime();
      compile("second");
      long compiled = System.nanoTime();
      handled(sender, "second");
      System.out.printf(
          Locale.ROOT,
          "MEASURED a watched plugin: %.1f s from the compiled class to an event handled by it, %.1f s"
              + " to compile%n",
          (System.nanoTime() - compiled) / 1e9,
          (compiled - start) / 1e9);
      receiver.terminate();
      assertThat(receiver.awaitExit(LIMIT)).isZero();
    }
  }

  @Test
  void a_path_that_does_not_exist_stops_the_start_with_2() throws Exception {
    try (WarProcess receiver = serve("--watch-plugin", "target/clases")) {
      assertThat(receiver.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(String.join("\n", receiver.err())).contains("--watch-plugin", "target/clases");
    }
  }

  @Test
  void a_debugger_can_attach_as_documented() throws Exception {
    String page = Files.readString(Path.of(System.getProperty("it.plugins.page")));
    String agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:";
    assertThat(page).contains(agent + "5005");
    try (WarProcess receiver =
        WarCommand.in(folder)
            .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
            .java(agent + "0")
            .start("serve", "--port", "0", "--watch-plugin", "target/classes")) {
      URI uri = receiver.awaitListening();
      assertThat(receiver.toString()).contains("Listening for transport dt_socket at address:");
      handled(new Sender(uri.resolve("/webhook")), "first");
    }
  }

  private WarProcess serve(String... more) throws Exception {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "serve";
    arguments[1] = "--port";
    arguments[2] = "0";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return WarCommand.in(folder).with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET).start(arguments);
  }

  /** Sends until one is handled by this version: none is lost while it is replaced. */
  private void handled(Sender sender, String version) throws Exception {
    Path file = folder.resolve("fs-webhook-home/data/handlers/Edited/handled.txt");
    Eventually.holds(
        "handled by " + version,
        LIMIT,
        () -> {
          assertThat(sender.sendNote("" + number.incrementAndGet()).statusCode()).isEqualTo(200);
          return Files.exists(file) && Files.readString(file).contains(version + "\n");
        });
  }

  private void compile(String version) throws Exception {
    Path source = folder.resolve("Edited.java");
    Files.writeString(source, SOURCE.replace("VERSION", version));
    PluginJar.compile(source, classes);
  }
}
