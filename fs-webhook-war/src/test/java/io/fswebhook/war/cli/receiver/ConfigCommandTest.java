package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.api.ApiServer;
import io.fswebhook.war.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

  @TempDir private Path home;
  private ApiServer server;
  private Path token;

  @BeforeEach
  void start() throws Exception {
    set("fs.webhook.max-body-size = 5000");
    server = ApiServer.start(home);
    token = Files.writeString(home.resolve("token"), ApiServer.OPERATOR + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_is_in_force_is_shown_with_its_source_and_no_secret() {
    Typed typed = config();

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.err()).isEmpty();
    assertThat(rows(typed))
        .contains(
            "fs.webhook.max-body-size 5000 file",
            "fs.webhook.signing-secrets ******** override",
            "fs.webhook.inbox.timeout PT10S default",
            "fs.webhook.http.tls.keystore not set",
            "fs.webhook.plugins.dir <home>/plugins default")
        .noneMatch(line -> line.contains("<name>"));
    assertThat(typed.out()).doesNotContain(ApiServer.OPERATOR, "`");
  }

  @Test
  void fewer_are_shown_on_request() {
    assertThat(rows(config("--set", "body")))
        .containsExactly("SETTING VALUE SOURCE", "fs.webhook.max-body-size 5000 file");
    assertThat(config("body", "--output", "json").out())
        .startsWith("{\"items\":[{")
        .contains("\"source\":\"file\"", "\"value\":\"5000\"");
    assertThat(config("nothing").exitCode()).isEqualTo(1);
    assertThat(config("nothing").err()).contains("No setting has nothing in its name.");
  }

  @Test
  void a_change_is_reloaded_or_all_that_is_wrong_is_said() throws Exception {
    set("fs.webhook.max-body-size = 6000\nfs.webhook.inbox.timeout = PT9S");

    Typed reloaded = config("reload");

    assertThat(reloaded.exitCode()).isZero();
    assertThat(reloaded.out()).contains("In force after a restart: fs.webhook.inbox.timeout");
    assertThat(rows(config("max-body"))).contains("fs.webhook.max-body-size 6000 file");
    Typed marked = config("fs.webhook.inbox.timeout");
    assertThat(rows(marked)).contains("fs.webhook.inbox.timeout PT10S * default");
    assertThat(marked.err()).contains("restart to put them in force");

    set("fs.webhook.max-body-size = 0\nfs.webhook.retention = never");
    Typed refused = config("reload", "--dry-run");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .startsWith("409 settings-refused: Nothing was changed. ")
        .contains("fs.webhook.max-body-size must be", "fs.webhook.retention must be");
  }

  /** With one blank between columns. */
  private static List<String> rows(Typed typed) {
    return typed.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
  }

  private void set(String settings) throws Exception {
    Files.writeString(home.resolve("fs-webhook.properties"), settings + "\n");
  }

  private Typed config(String... arguments) {
    String[] where = {"--url", server.base(), "--token-file", token.toString()};
    return Typed.line(
        Stream.of(new String[] {"config"}, arguments, where)
            .flatMap(Stream::of)
            .toArray(String[]::new));
  }
}
