package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container image, run as an engine runs it: as its user, with its variables and commands, on a
 * root file system that cannot be written.
 */
@EnabledOnOs(OS.LINUX)
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerImageIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** The home as a volume, and the secrets that the compose files name. */
  private static final String VOLUMES =
      """
      mount -t tmpfs -o mode=700,uid=10001,gid=10001 none "$0/root/var/lib/fs-webhook"
      mount -t tmpfs none "$0/root/tmp"
      mkdir "$0/root/run/secrets"
      for name in signing-secret database-password admin-token; do
        echo %s >"$0/root/run/secrets/$name"
      done
      mount -o remount,ro "$0/root"
      """
          .formatted(Sender.SECRET);

  private ContainerImage image;
  private RootFolder root;

  @BeforeAll
  void build(@TempDir Path folder) throws Exception {
    image = ContainerImage.buildIn(Files.createDirectory(folder.resolve("image")));
    root = RootFolder.in(Files.createDirectory(folder.resolve("root")), image.files(), VOLUMES);
  }

  @AfterAll
  void close() throws Exception {
    if (root != null) {
      root.close();
    }
    if (image != null) {
      image.close();
    }
  }

  @Test
  void nothing_runs_as_root_and_only_the_volume_can_be_written() throws Exception {
    assertThat(image.user()).isEqualTo("10001:10001");
    Process process = process(Map.of(), List.of("sh", "-c", "id -u; touch /opt/file")).start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("10001\n");
    assertThat(process.waitFor()).isNotZero();
  }

  @Test
  void it_stores_is_healthy_stops_in_order_and_goes_on_with_the_same_volume() throws Exception {
    String delivery;
    try (WarProcess receiver = run()) {
      URI uri = receiver.awaitListening();
      delivery = Sender.idIn(new Sender(uri.resolve("/webhook")).sendNote("1"));
      assertThat(askedOf(uri, image.healthCheck())).startsWith("0: Ready");
      assertThat(image.stopSignal()).isEqualTo("SIGTERM");
      receiver.terminate();
      assertThat(receiver.awaitExit(LIMIT)).isZero();
      assertThat(askedOf(uri, image.healthCheck())).doesNotStartWith("0:");
    }

    try (WarProcess receiver = run()) {
      URI uri = receiver.awaitListening();
      List<String> find = new ArrayList<>(List.of("fs-webhook", "delivery", delivery));
      find.addAll(List.of("--token-file", "/var/lib/fs-webhook/admin-token"));
      assertThat(askedOf(uri, find)).startsWith("0:").contains("note.created");
    }
  }

  @Test
  void the_settings_of_the_compose_files_are_right() throws Exception {
    for (String file : List.of("compose.yaml", "compose.postgresql.yaml")) {
      Path path = Path.of(System.getProperty("it.docs")).resolveSibling(file);
      Map<String, String> settings = new TreeMap<>();
      for (String line : Files.readAllLines(path)) {
        String[] parts = line.strip().split(": ", 2);
        if (parts[0].startsWith("FS_WEBHOOK_")) {
          settings.put(parts[0], parts[1].replace("\"", ""));
        }
      }
      assertThat(settings).containsKey("FS_WEBHOOK_SIGNING_SECRETS_FILE");
      Process check = process(settings, List.of("fs-webhook", "config", "check")).start();
      String said = new String(check.getErrorStream().readAllBytes(), UTF_8);
      assertThat(check.waitFor()).as(said).isZero();
    }
  }

  /** What a command beside the receiver ends with and prints. */
  private String askedOf(URI receiver, List<String> words) throws Exception {
    Process command =
        process(Map.of("FS_WEBHOOK_URL", receiver.toString()), words)
            .redirectErrorStream(true)
            .start();
    String said = new String(command.getInputStream().readAllBytes(), UTF_8);
    return command.waitFor() + ": " + said;
  }

  private WarProcess run() throws Exception {
    List<String> words = new ArrayList<>(image.entryPoint());
    words.addAll(image.command());
    Map<String, String> settings =
        Map.of(
            "FS_WEBHOOK_SIGNING_SECRETS_FILE", "/run/secrets/signing-secret",
            "FS_WEBHOOK_HTTP_HOST", "127.0.0.1",
            "FS_WEBHOOK_HTTP_PORT", "0");
    return new WarProcess(process(settings, words).start());
  }

  /** With the image's variables and these. */
  private ProcessBuilder process(Map<String, String> settings, List<String> words) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i"));
    image.environment().forEach((name, value) -> command.add(name + "=" + value));
    settings.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(words);
    return root.commandOf(image.user(), command);
  }
}
