package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.SamplePlugins;
import io.fswebhook.war.it.Sender;
import io.fswebhook.war.it.WarCommand;
import io.fswebhook.war.it.WarProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutableWarIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  @TempDir private Path folder;

  @Test
  void help_names_every_command_and_ends_with_0() throws Exception {
    try (WarProcess war = WarCommand.in(folder).start("--help")) {
      assertThat(war.awaitExit(LIMIT)).isZero();
      assertThat(String.join("\n", war.out()))
          .contains("serve", "demo", "send", "verify", "check", "new-plugin");
      assertThat(war.err()).isEmpty();
    }
  }

  @Test
  void without_a_command_the_usage_is_printed_and_the_exit_code_is_2() throws Exception {
    try (WarProcess war = WarCommand.in(folder).start()) {
      assertThat(war.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(war.err()).first().asString().startsWith("Usage: fs-webhook");
    }
  }

  @Test
  void the_version_is_the_one_of_the_manifest() throws Exception {
    String version;
    try (JarFile war = new JarFile(System.getProperty("it.war"))) {
      version = war.getManifest().getMainAttributes().getValue("Implementation-Version");
    }
    try (WarProcess war = WarCommand.in(folder).start("--version")) {
      assertThat(war.awaitExit(LIMIT)).isZero();
      assertThat(war.out()).containsExactly("fs-webhook " + version);
    }
  }

  @Test
  void without_a_secret_the_start_stops_with_2_and_a_sentence_that_names_the_setting()
      throws Exception {
    try (WarProcess war = WarCommand.in(folder).start("serve")) {
      assertThat(war.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(String.join("\n", war.err()))
          .contains("fs.webhook.signing-secrets")
          .doesNotContain("\tat ", "Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 200})
  void too_few_open_files_stop_the_start_with_2_and_a_sentence(int limit) throws Exception {
    List<String> limited = List.of("sh", "-c", "ulimit -n " + limit + "; exec \"$@\"", "sh");
    try (WarProcess war = receiver().under(limited).start("serve", "--port", "0")) {
      assertThat(war.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(war.err())
          .singleElement()
          .asString()
          .startsWith("This process may have " + limit + " files and connections open")
          .contains("ulimit -n");
    }
  }

  /** Most of them mean something in a URL, and {@code !/} the end of a jar's. */
  @Test
  void a_home_may_have_any_name_that_a_folder_may_have() throws Exception {
    Path home = folder.resolve("größe!/a b#%20+ä;=&/b!");
    SamplePlugins.copyJars("logging", home.resolve("plugins/logging"));
    try (WarProcess war =
        receiver()
            .with("LC_ALL", "C.UTF-8")
            .start("serve", "--port", "0", "--home", home.toString())) {
      Sender sender = new Sender(war.awaitListening().resolve("/webhook"));
      assertThat(String.join("\n", war.err())).contains("handler LoggingHandler");
      assertThat(sender.sendNote("1").statusCode()).isEqualTo(200);
      assertThat(sender.get("/console/").statusCode()).isEqualTo(200);
      war.terminate();
      assertThat(war.awaitExit(LIMIT)).isZero();
    }
  }

  @Test
  void a_taken_port_stops_the_start_with_2_and_a_sentence_that_names_the_setting()
      throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WarProcess war = receiver().start("serve", "--port", "" + taken.getLocalPort())) {
      assertThat(war.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(String.join("\n", war.err()))
          .contains("fs.webhook.http.port=" + taken.getLocalPort())
          .doesNotContain("\tat ", "Exception");
    }
  }

  @Test
  void a_receiver_leaves_nothing_behind_but_deletes_what_a_killed_one_left() throws Exception {
    WarCommand command = receiver();
    try (WarProcess killed = command.start("serve", "--port", "0")) {
      killed.awaitListening();
      killed.kill();
    }
    List<Path> left = runFolders();
    assertThat(left).hasSize(1);
    try (WarProcess war = command.start("serve", "--port", "0")) {
      war.awaitListening();
      List<Path> running = runFolders();
      assertThat(running).hasSize(1).doesNotContainAnyElementsOf(left);
      try (WarProcess other = command.start("serve", "--port", "0")) {
        assertThat(other.awaitExit(LIMIT)).isEqualTo(2);
      }
      assertThat(runFolders()).as("those of a running one").isEqualTo(running);
      war.terminate();
      assertThat(war.awaitExit(LIMIT)).isZero();
      assertThat(war.err()).last().asString().endsWith("Stopped");
      assertThat(command.temporaryFolder()).isEmptyDirectory();
      assertThat(runFolders()).isEmpty();
    }
  }

  @Test
  void check_lists_the_sample_plugins_with_their_events_and_settings() throws Exception {
    Path plugins = folder.resolve("plugins");
    SamplePlugins.copyAll(plugins);
    try (WarProcess check = WarCommand.in(folder).start("check", plugins.toString())) {
      assertThat(check.awaitExit(LIMIT)).as(check.toString()).isZero();
      assertThat(check.out())
          .contains(
              "handler: ChatAlert",
              "  events: metric.alert, note.created, segment.trend.alert",
              "handler: HttpForward",
              "  events: every event")
          .anyMatch(line -> line.startsWith("  setting: url (text): "));
    }
    Files.writeString(plugins.resolve("forward/below.jar"), "no zip");
    try (WarProcess check = WarCommand.in(folder).start("check", plugins.toString())) {
      assertThat(check.awaitExit(LIMIT)).isEqualTo(1);
      assertThat(check.out())
          .anyMatch(line -> line.startsWith("problem: ") && line.contains("below.jar"));
    }
  }

  @Test
  void no_server_sees_the_standalone_jars_and_no_jar_is_there_twice() throws Exception {
    try (JarFile war = new JarFile(System.getProperty("it.war"))) {
      List<String> jars =
          war.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".jar"))
              // each plugin has its own
              .filter(name -> !name.startsWith("WEB-INF/demo-plugins/"))
              .toList();
      assertThat(jars)
          .filteredOn(name -> name.startsWith("WEB-INF/lib/"))
          .isNotEmpty()
          .noneMatch(name -> name.contains("jetty") || name.contains("servlet-api"))
          .noneMatch(name -> name.contains("picocli") || name.contains("jspecify"));
      assertThat(jars.stream().map(name -> name.substring(name.lastIndexOf('/') + 1)))
          .doesNotHaveDuplicates();
      assertThat(war.getEntry("WEB-INF/classes/io/fswebhook/war/launcher/Launcher.class")).isNull();
    }
  }

  private WarCommand receiver() {
    return WarCommand.in(folder).with("FS_WEBHOOK_SIGNING_SECRETS", "it-secret");
  }

  private List<Path> runFolders() throws IOException {
    try (Stream<Path> paths = Files.list(folder.resolve("fs-webhook-home/run"))) {
      return paths
          .filter(path -> path.getFileName().toString().startsWith("fs-webhook-run-"))
          .sorted()
          .toList();
    }
  }
}
