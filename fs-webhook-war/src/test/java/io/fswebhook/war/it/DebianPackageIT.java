package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.WebhookSigner;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package as Debian's users meet it: installed, used, upgraded, removed and purged. Without
 * systemd the test itself starts what the unit says, as the unit's user.
 */
@EnabledOnOs(OS.LINUX)
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class DebianPackageIT {

  private static final Path PACKAGE = Path.of(System.getProperty("it.deb"));
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String HOME = "/var/lib/fs-webhook";
  private static final String SETTINGS = "/etc/fs-webhook/fs-webhook.properties";

  private final HttpClient client = HttpClient.newHttpClient();
  private RootFolder machine;
  private String delivery = "";

  @BeforeAll
  void install(@TempDir Path folder) throws Exception {
    InstalledTool.require("dpkg-deb");
    InstalledTool.require("systemd-analyze");
    machine = RootFolder.in(folder, Path.of("/"), "mount -t tmpfs none \"$0/root/tmp\"");
    machine.take(PACKAGE, "/tmp/fs-webhook.deb");
    machine.run("dpkg -i /tmp/fs-webhook.deb");
  }

  @AfterAll
  void close() throws Exception {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  @Order(10)
  void nobody_else_can_read_secrets_and_deliveries() throws Exception {
    assertThat(machine.run("stat -c '%a %U %G %n' /etc/fs-webhook/* " + HOME))
        .isEqualTo(
            """
            640 root fs-webhook /etc/fs-webhook/fs-webhook.properties
            640 root fs-webhook /etc/fs-webhook/signing-secret
            700 fs-webhook fs-webhook /var/lib/fs-webhook
            """);
  }

  @Test
  @Order(10)
  void the_unit_leaves_little_to_attack() throws Exception {
    String unit = "/lib/systemd/system/fs-webhook.service";
    // Fails above 2.0. With a man page or a program missing, verify prints something.
    machine.run("systemd-analyze security --offline=true --threshold=20 --no-pager " + unit);
    assertThat(machine.run("systemd-analyze verify --man=no " + unit)).isEmpty();
  }

  @Test
  @Order(10)
  void commands_and_completions_are_where_shells_look() throws Exception {
    assertThat(machine.run("fs-webhook --version")).isNotBlank();
    machine.run(
        "cd /usr/share && ls man/man1/fs-webhook.1 bash-completion/completions/fs-webhook"
            + " zsh/vendor-completions/_fs-webhook fish/vendor_completions.d/fs-webhook.fish");
  }

  @Test
  @Order(20)
  void a_signed_delivery_is_stored_right_after_the_installation() throws Exception {
    machine.run("echo fs.webhook.http.port=0 >>" + SETTINGS);
    String secret = machine.run("cat /etc/fs-webhook/signing-secret").strip();
    try (WarProcess receiver = start()) {
      URI root = URI.create(receiver.awaitListening() + "/");
      byte[] body = "{\"eventName\":\"installed\"}".getBytes(StandardCharsets.UTF_8);
      HttpRequest request =
          HttpRequest.newBuilder(root.resolve("webhook"))
              .header("Content-Type", "application/json")
              .header(
                  WebhookSigner.HEADER, new WebhookSigner(secret, "ORG1").sign(body, Instant.now()))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      delivery = Sender.idIn(client.send(request, BodyHandlers.ofString()));
      stop(receiver);
    }
  }

  @Test
  @Order(30)
  void an_upgrade_keeps_settings_secret_and_deliveries() throws Exception {
    String before = machine.run("sha256sum /etc/fs-webhook/*");
    machine.run(
        """
        cd /tmp
        dpkg-deb --raw-extract fs-webhook.deb newer
        sed -i 's/^Version:.*/Version: 999/' newer/DEBIAN/control
        echo '# new in 999' >>newer/etc/fs-webhook/fs-webhook.properties
        dpkg-deb --build -Znone newer newer.deb
        dpkg -i --force-confdef --force-confold newer.deb
        """);

    assertThat(machine.run("dpkg-query -W -f '${Version} ${Status}' fs-webhook"))
        .isEqualTo("999 install ok installed");
    assertThat(machine.run("sha256sum /etc/fs-webhook/fs-webhook.properties"))
        .as("the settings that were changed")
        .isSubstringOf(before);
    try (WarProcess receiver = start()) {
      URI root = URI.create(receiver.awaitListening() + "/");
      String token = machine.run("cat " + HOME + "/admin-token").strip();
      HttpRequest request =
          HttpRequest.newBuilder(root.resolve("api/v1/deliveries/" + delivery))
              .header("Authorization", "Bearer " + token)
              .build();
      HttpResponse<String> found = client.send(request, BodyHandlers.ofString());
      assertThat(found.statusCode()).isEqualTo(200);
      stop(receiver);
    }
  }

  @Test
  @Order(40)
  void removed_it_leaves_settings_and_purged_only_what_was_received() throws Exception {
    machine.run("dpkg -r fs-webhook");
    assertThat(machine.run("ls /etc/fs-webhook; ls -d /usr/share/fs-webhook 2>&1 || :"))
        .contains("fs-webhook.properties")
        .contains("No such file");

    assertThat(machine.run("dpkg -P fs-webhook")).contains(HOME + " is kept");
    assertThat(machine.run("ls -d /etc/fs-webhook 2>&1 || :; ls " + HOME + "/data"))
        .contains("No such file")
        .contains("inbox.db");
  }

  /** As systemd would: the unit's command as the unit's user. */
  private WarProcess start() throws Exception {
    String command =
        machine.run("sed -n 's/^ExecStart=//p' /lib/systemd/system/fs-webhook.service").strip();
    ProcessBuilder process =
        machine.command(
            "setpriv",
            "--reuid=fs-webhook",
            "--regid=fs-webhook",
            "--init-groups",
            "--no-new-privs",
            "--bounding-set=-all",
            "sh",
            "-euc",
            "cd / && exec " + command);
    process.environment().remove("JAVA_HOME");
    return new WarProcess(process.start());
  }

  private static void stop(WarProcess receiver) throws Exception {
    receiver.terminate();
    assertThat(receiver.awaitExit(LIMIT)).isZero();
  }
}
