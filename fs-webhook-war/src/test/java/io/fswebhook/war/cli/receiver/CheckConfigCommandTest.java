package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigCommandTest {

  @TempDir private Path home;

  @Test
  void valid_settings_are_0_and_nothing_is_made() throws Exception {
    set("fs.webhook.signing-secrets = secret");

    Typed typed = check();

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).isEqualTo("The settings are valid." + System.lineSeparator());
    assertThat(typed.err()).isEmpty();
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).containsExactly(home.resolve("fs-webhook.properties"));
    }
  }

  @Test
  void everything_that_is_wrong_is_named_once() throws Exception {
    set(
        """
        fs.webhook.max-body-size = 0
        fs.webhook.retention = P9D
        fs.webhook.retention.dead = P3D
        fs.webhook.signing-secrets-file = %s
        fs.webhook.tokens.one.role = viewer
        fs.webhook.handlers.Good.retry.max-delay = PT0.5S
        fs.webhook.retry.initial-delays = PT1S
        fs.webhook.alerts.ops.email = ops@example.com
        """
            .formatted(home.resolve("nowhere")));

    Typed typed = check();

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    List<String> lines = typed.err().lines().toList();
    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines.get(0))
        .startsWith("Warning: setting fs.webhook.retry.initial-delays in " + home);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("fs.webhook.max-body-size must be"))
        .anyMatch(line -> line.startsWith("fs.webhook.retention.dead must not be shorter"))
        .anyMatch(line -> line.startsWith("fs.webhook.signing-secrets-file "))
        .anyMatch(line -> line.startsWith("fs.webhook.tokens.one.token must be set"))
        .anyMatch(line -> line.startsWith("fs.webhook.smtp.host must be set, since"))
        .anyMatch(line -> line.startsWith("fs.webhook.handlers.Good.retry.max-delay must not be"));
  }

  @Test
  void a_home_that_is_not_there_is_said() {
    Typed typed = Typed.line("config", "check", "--home", home.resolve("none").toString());

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .contains("There is no file " + home.resolve("none"), "no signing secret is set");
    assertThat(home.resolve("none")).doesNotExist();
  }

  @Test
  void a_program_gets_all_of_it() throws Exception {
    set("fs.webhook.signing-secrets = secret\nfs.webhook.http.port = many");

    Typed typed = check("--output", "json");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.out())
        .contains("\"valid\":false", "\"problems\":[\"fs.webhook.http.port must be");
    assertThat(typed.err()).isEmpty();
  }

  private void set(String settings) throws Exception {
    Files.writeString(home.resolve("fs-webhook.properties"), settings + "\n");
  }

  private Typed check(String... more) {
    return Typed.line(
        Stream.concat(Stream.of("config", "check", "--home", home.toString()), Stream.of(more))
            .toArray(String[]::new));
  }
}
