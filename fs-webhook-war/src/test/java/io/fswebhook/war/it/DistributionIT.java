package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The archives as their users meet them: unpacked, started from any folder, used, upgraded. */
@EnabledOnOs(OS.LINUX)
@Tag("long")
class DistributionIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Path ARCHIVE = Path.of(System.getProperty("it.archive"));
  private static final Path ZIP =
      ARCHIVE.resolveSibling(ARCHIVE.getFileName().toString().replace(".tar.gz", ".zip"));
  private static final String CONF = "conf/fs-webhook.properties";

  @TempDir Path folder;
  private Path elsewhere;

  @BeforeAll
  static void require() {
    InstalledTool.require("unzip");
  }

  @BeforeEach
  void stayElsewhere() throws Exception {
    elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
  }

  /** The one with a Java runtime is there when it was built. */
  static Stream<Path> archives() {
    return Stream.of(ARCHIVE, ZIP, Path.of(System.getProperty("it.runtime"))).filter(Files::exists);
  }

  @ParameterizedTest
  @MethodSource("archives")
  void settings_plugins_and_deliveries_are_in_its_own_folder(Path archive) throws Exception {
    InstalledCommand installed = unpack(archive, "a");
    Path base = installed.base();
    assertThat(Stream.of("LICENSE", "NOTICE", CONF, "plugins/README.txt").map(base::resolve))
        .allSatisfy(file -> assertThat(file).isNotEmptyFile());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(base.resolve(CONF))))
        .isEqualTo("rw-------");
    try (WarProcess refused = start(installed, "serve")) {
      assertThat(refused.awaitExit(LIMIT)).isEqualTo(2);
      assertThat(refused.err()).last().asString().contains(base.resolve(CONF).toString());
    }

    set(base, "fs.webhook.signing-secrets=" + Sender.SECRET, "fs.webhook.http.port=0");
    SamplePlugins.copyJars("logging", base.resolve("plugins/logging"));
    try (WarProcess checked = start(installed, "config", "check")) {
      assertThat(checked.awaitExit(LIMIT)).as(checked.toString()).isZero();
      assertThat(checked.err()).isEmpty();
    }
    try (WarProcess receiver = start(installed, "serve")) {
      URI uri = receiver.awaitListening();
      assertThat(new Sender(uri.resolve("/webhook")).sendNote("1").statusCode()).isEqualTo(200);
      receiver.awaitLine(Pattern.compile("LoggingHandler.*note"), LIMIT);
      stop(receiver);
    }

    assertThat(base.resolve("data/inbox.db")).isNotEmptyFile();
    assertThat(base.resolve("admin-token")).isNotEmptyFile();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void an_upgrade_goes_on_with_what_the_old_one_stored(Path archive) throws Exception {
    InstalledCommand old = unpack(archive, "old");
    Path home = folder.resolve("home");
    set(
        old.base(),
        "fs.webhook.home=" + home,
        "fs.webhook.signing-secrets=" + Sender.SECRET,
        "fs.webhook.http.port=0");
    String delivery;
    try (WarProcess receiver = start(old, "serve")) {
      URI uri = receiver.awaitListening();
      delivery = Sender.idIn(new Sender(uri.resolve("/webhook")).sendNote("1"));
      stop(receiver);
    }

    InstalledCommand upgraded = unpack(archive, "new");
    Files.copy(
        old.base().resolve(CONF),
        upgraded.base().resolve(CONF),
        StandardCopyOption.REPLACE_EXISTING);
    try (WarProcess receiver = start(upgraded, "serve")) {
      URI uri = receiver.awaitListening();
      String token = home.resolve("admin-token").toString();
      String[] words = {"delivery", delivery, "--url", uri.toString(), "--token-file", token};
      try (WarProcess command = start(upgraded, words)) {
        assertThat(command.awaitExit(LIMIT)).as(command.toString()).isZero();
        assertThat(String.join("\n", command.out())).contains("note.created");
      }
      stop(receiver);
    }
  }

  @Test
  void the_one_with_java_has_its_classes_from_its_cache_and_archive_wherever_it_is()
      throws Exception {
    Path archive = Path.of(System.getProperty("it.runtime"));
    assumeThat(archive).exists();
    InstalledCommand installed = unpack(archive, "a folder");
    Path log = folder.resolve("classes.log");
    installed
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .with("FS_WEBHOOK_HTTP_PORT", "0")
        .with("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
    try (WarProcess receiver = start(installed, "serve")) {
      URI uri = receiver.awaitListening();
      assertThat(new Sender(uri.resolve("/webhook")).sendNote("1").statusCode()).isEqualTo(200);
      stop(receiver);
    }
    assertShared(log, 500);
    try (WarProcess command = start(installed, "handlers", "--url", "http://127.0.0.1:1")) {
      assertThat(command.awaitExit(LIMIT)).isNotZero();
    }
    assertShared(log, 100);
  }

  /** Of the classes of the project and its command line, but for few that are seldom needed. */
  private static void assertShared(Path log, int fewest) throws IOException {
    List<String> classes =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains(" io.fswebhook.") || line.contains(" picocli."))
            .filter(line -> !line.contains("$$Lambda"))
            .toList();
    assertThat(classes).hasSizeGreaterThan(fewest);
    assertThat(classes.stream().filter(line -> !line.contains("shared objects file")))
        .hasSizeLessThan(10);
  }

  @Test
  void what_is_set_wins_over_the_folder_of_the_archive() throws Exception {
    InstalledCommand installed = unpack(ARCHIVE, "a");
    set(installed.base(), "fs.webhook.signing-secrets=" + Sender.SECRET, "fs.webhook.http.port=0");
    installed.with("FS_WEBHOOK_HOME", folder.resolve("mine").toString());
    try (WarProcess receiver = start(installed, "serve")) {
      receiver.awaitListening();
      stop(receiver);
    }
    assertThat(folder.resolve("mine/data")).isDirectory();
    assertThat(installed.base().resolve("data")).doesNotExist();
  }

  @Test
  void the_zip_has_what_the_tarball_has_with_the_same_rights() throws Exception {
    assertThat(content(unpack(ZIP, "zip").base()))
        .isEqualTo(content(unpack(ARCHIVE, "tar").base()));
  }

  @Test
  void the_checksums_are_right_and_of_every_download() throws Exception {
    Process check =
        new ProcessBuilder("sha256sum", "--check", "--strict", "SHA256SUMS")
            .directory(Objects.requireNonNull(ARCHIVE.getParent()).toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
    assertThat(Files.readString(ARCHIVE.resolveSibling("SHA256SUMS")))
        .contains(
            "fs-webhook.war", "fs-webhook.deb", "fs-webhook-bin.tar.gz", "fs-webhook-bin.zip");
  }

  private InstalledCommand unpack(Path archive, String name) throws Exception {
    InstalledCommand installed =
        InstalledCommand.of(archive, Files.createDirectory(folder.resolve(name)));
    return Files.exists(installed.base().resolve("runtime"))
        ? installed.without("java", Files.createDirectory(folder.resolve(name + "-path")))
        : installed;
  }

  /** In a folder that has nothing to do with it. */
  private WarProcess start(InstalledCommand installed, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of(installed.script().toString()), Stream.of(arguments)).toList();
    return new WarProcess(installed.builder(command).directory(elsewhere.toFile()).start());
  }

  private static void stop(WarProcess receiver) throws InterruptedException {
    receiver.terminate();
    assertThat(receiver.awaitExit(LIMIT)).as(receiver.toString()).isZero();
  }

  private static void set(Path base, String... lines) throws IOException {
    Files.write(base.resolve(CONF), List.of(lines), StandardOpenOption.APPEND);
  }

  /** Size and rights by the path of each file. */
  private static Map<String, String> content(Path base) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(base)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            base.relativize(file).toString(),
            Files.size(file)
                + " "
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return content;
  }
}
