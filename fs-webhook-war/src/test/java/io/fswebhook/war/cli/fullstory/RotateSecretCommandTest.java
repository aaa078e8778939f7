package io.fswebhook.war.cli.fullstory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.verify.SecretFingerprint;
import io.fswebhook.war.cli.Typed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said before anything is done; {@link RotationTest} does it. */
class RotateSecretCommandTest {

  private static final String URL = "https://hooks.example.com/webhook";

  private final FullStoryMock fullStory = new FullStoryMock();
  @TempDir private Path folder;
  private Path secrets;

  @BeforeEach
  void write() throws Exception {
    fullStory.keyFile(folder);
    fullStory.add(URL, true, "old", "note.created");
    secrets = Files.writeString(folder.resolve("secrets"), "old\n");
    Files.writeString(folder.resolve("token"), "token");
  }

  @AfterEach
  void stop() {
    fullStory.close();
  }

  @Test
  void a_dry_run_changes_nothing() throws Exception {
    Typed planned = rotate("--dry-run");
    assertThat(planned.out()).startsWith("planned " + URL).contains(SecretFingerprint.of("old"));
    assertThat(planned.exitCode()).isZero();
    assertThat(Files.readString(secrets)).isEqualTo("old\n");
    assertThat(fullStory.requests()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void one_of_several_secrets_must_be_named() throws Exception {
    Files.writeString(secrets, "one,old");
    Typed unnamed = rotate("--dry-run");
    assertThat(unnamed.exitCode()).isEqualTo(2);
    assertThat(unnamed.err())
        .contains("--old", SecretFingerprint.of("one") + ", " + SecretFingerprint.of("old"));
    assertThat(rotate("--dry-run", "--old", SecretFingerprint.of("old")).exitCode()).isZero();
    assertThat(rotate("--dry-run", "--old", "0").err()).contains("--old must be one of");
  }

  @Test
  void a_given_secret_may_be_in_the_file_already() throws Exception {
    Files.writeString(secrets, "old,given");
    Path given = Files.writeString(folder.resolve("given"), "given");
    Typed planned = rotate("--dry-run", "--secret-file", given.toString(), "--output", "json");
    assertThat(planned.out())
        .contains("\"secret\":\"" + SecretFingerprint.of("given") + "\"")
        .contains("\"removed\":\"" + SecretFingerprint.of("old") + "\"");
    Files.writeString(secrets, "given");
    assertThat(rotate("--dry-run", "--secret-file", given.toString()).exitCode()).isEqualTo(2);
  }

  @Test
  void a_disabled_endpoint_is_not_rotated_since_nothing_would_arrive() {
    fullStory.add(URL, false, "old", "note.created");
    Typed disabled = rotate();
    assertThat(disabled.exitCode()).isEqualTo(1);
    assertThat(disabled.err()).contains("disabled", "endpoints update --enable");
  }

  @Test
  void nothing_can_be_undone_before_it_has_begun() {
    Typed undone = rotate("--undo");
    assertThat(undone.exitCode()).isEqualTo(1);
    assertThat(undone.err()).contains("nothing to undo", "secrets.rotation", "--secret-file");
  }

  @Test
  void another_rotation_must_end_first() throws Exception {
    RotationState.begin("https://other.example.com/webhook", "t", "r")
        .write(folder.resolve("secrets.rotation"));
    assertThat(rotate().err()).contains("Another rotation is in progress", "other.example.com");
  }

  @Test
  void a_state_that_is_none_and_a_missing_file_are_explained() throws Exception {
    Files.writeString(folder.resolve("secrets.rotation"), "{}");
    assertThat(rotate().err()).contains("is not the state of a rotation");
    Files.delete(folder.resolve("secrets.rotation"));
    Files.delete(secrets);
    Typed missing = rotate();
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).startsWith("--secrets-file names ").contains("it does not exist");
  }

  private Typed rotate(String... more) {
    List<String> line = new ArrayList<>(List.of("rotate-secret", URL));
    line.addAll(List.of("--secrets-file", secrets.toString()));
    line.addAll(List.of("--fullstory-url", fullStory.url()));
    line.addAll(List.of("--api-key-file", folder.resolve("api-key").toString()));
    line.addAll(List.of("--url", "http://127.0.0.1:1"));
    line.addAll(List.of("--token-file", folder.resolve("token").toString()));
    line.addAll(List.of(more));
    return Typed.line(line.toArray(String[]::new));
  }
}
