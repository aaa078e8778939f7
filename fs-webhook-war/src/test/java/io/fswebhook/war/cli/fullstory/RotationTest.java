package io.fswebhook.war.cli.fullstory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.core.verify.SecretFingerprint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation that is killed at each moment at which anything happens. */
class RotationTest {

  private static final String URL = "https://hooks.example.com/webhook";
  private static final String OLD = SecretFingerprint.of("old");

  /** Ends a rotation as a kill does: nothing of it runs any more. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private final FullStoryMock fullStory = new FullStoryMock();
  @TempDir private Path folder;
  private Path file;
  private Path state;
  private FakeReceiver receiver;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private int moments;
  private int killAt;

  @BeforeEach
  void begin() throws Exception {
    file = Files.writeString(folder.resolve("secrets"), "old\n");
    state = folder.resolve("secrets.rotation");
    fullStory.add(URL, true, "old", "note.created");
    receiver = new FakeReceiver();
    receiver.reload();
    killAt = 0;
  }

  @AfterEach
  void stop() {
    fullStory.close();
  }

  @Test
  void the_new_secret_replaces_the_old_one() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    rotate("new", false);

    assertRotated();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(folder).isDirectoryNotContaining(made -> !made.equals(file));
  }

  @Test
  void other_secrets_in_the_file_stay() throws Exception {
    Files.writeString(file, "other, old");
    receiver.reload();

    rotate("new", false);

    assertThat(Files.readString(file)).isEqualTo("other,new\n");
  }

  @Test
  void killed_at_any_moment_it_goes_on_and_no_delivery_is_rejected() throws Exception {
    int all = momentsOf("new");
    assertThat(all).isGreaterThan(20);
    for (int moment = 1; moment <= all; moment++) {
      reset();
      killAt = moment;
      assertThatThrownBy(() -> rotate("new", false)).isInstanceOf(Killed.class);
      receiver.deliver();
      rotate("newer", false);
      assertThat(fullStory.secretOf(URL)).isIn("new", "newer");
      assertThat(Files.readString(file)).isEqualTo(fullStory.secretOf(URL) + "\n");
      assertThat(state).doesNotExist();
    }
  }

  @Test
  void undone_at_any_moment_the_old_secret_is_back_and_no_delivery_is_rejected() throws Exception {
    int all = momentsOf("new");
    int undone = 0;
    for (int moment = 1; moment <= all; moment++) {
      reset();
      killAt = moment;
      assertThatThrownBy(() -> rotate("new", false)).isInstanceOf(Killed.class);
      if (Files.exists(state) && isOldKnown()) {
        rotate("never used", true);
        assertThat(fullStory.secretOf(URL)).isEqualTo("old");
        assertThat(Files.readString(file)).isEqualTo("old\n");
        assertThat(folder).isDirectoryNotContaining(made -> !made.equals(file));
        undone++;
      }
    }
    assertThat(undone).isGreaterThan(15);
  }

  @Test
  void an_undo_that_is_killed_goes_on_going_back() throws Exception {
    int last = momentsOf("new");
    reset();
    killAt = last - 5; // the endpoint has the new secret, and the old one is still there
    assertThatThrownBy(() -> rotate("new", false)).isInstanceOf(Killed.class);
    Map<Path, String> files = Map.of(file, Files.readString(file), state, Files.readString(state));
    for (int moment = 1; ; moment++) {
      for (Map.Entry<Path, String> each : files.entrySet()) {
        Files.writeString(each.getKey(), each.getValue());
      }
      receiver.reloadUnseen();
      fullStory.add(URL, true, "new", "note.created");
      moments = 0;
      killAt = moment;
      try {
        rotate("never used", true);
        break;
      } catch (Killed e) {
        killAt = 0;
      }
      if (Files.exists(state)) {
        rotate("never used", false);
      }
      assertThat(fullStory.secretOf(URL)).isEqualTo("old");
      assertThat(Files.readString(file)).isEqualTo("old\n");
    }
  }

  @Test
  void a_removed_secret_comes_back_with_an_undo() throws Exception {
    int last = momentsOf("new");
    reset();
    killAt = last - 1; // the receiver does not accept the old one any more
    assertThatThrownBy(() -> rotate("new", false)).isInstanceOf(Killed.class);
    assertThat(receiver.inForce.values()).containsExactly("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(removed())))
        .isEqualTo("rw-------");

    rotate("never used", true);

    assertThat(fullStory.secretOf(URL)).isEqualTo("old");
    assertThat(receiver.inForce.values()).containsExactly("old");
    assertThat(folder).isDirectoryNotContaining(made -> !made.equals(file));
  }

  @Test
  void after_the_old_secret_is_gone_there_is_no_way_back() throws Exception {
    int last = momentsOf("new");
    reset();
    killAt = last - 1; // the state is still there
    assertThatThrownBy(() -> rotate("new", false)).isInstanceOf(Killed.class);
    Files.delete(removed());
    assertThatThrownBy(() -> rotate("never used", true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too late");
    rotate("never used", false);
    assertRotated();
  }

  @Test
  void without_a_delivery_both_secrets_remain() throws Exception {
    receiver.isIdle = true;
    assertThatThrownBy(() -> rotate("new", false))
        .hasMessageContaining("No delivery signed with")
        .hasMessageContaining("--undo");
    assertThat(Files.readString(file)).isEqualTo("old,new\n");
    assertThat(fullStory.secretOf(URL)).isEqualTo("new");
  }

  @Test
  void an_old_secret_that_is_still_used_remains() throws Exception {
    receiver.isLate = true;
    assertThatThrownBy(() -> rotate("new", false)).hasMessageContaining("still arrive");
    assertThat(Files.readString(file)).isEqualTo("old,new\n");
  }

  @Test
  void a_receiver_that_reads_another_file_is_noticed_before_fullstory_is_changed()
      throws Exception {
    receiver.readsNothing = true;
    assertThatThrownBy(() -> rotate("new", false))
        .hasMessageContaining("fs.webhook.signing-secrets-file");
    assertThat(fullStory.secretOf(URL)).isEqualTo("old");
  }

  @Test
  void secrets_are_in_no_message_and_not_in_the_state() throws Exception {
    List<String> seen = new ArrayList<>();
    int last = momentsOf("n3w-s3cret");
    reset();
    killAt = last - 5;
    assertThatThrownBy(() -> rotate("n3w-s3cret", false)).isInstanceOf(Killed.class);
    seen.add(Files.readString(state));
    seen.addAll(receiver.progress);
    assertThat(seen).hasSizeGreaterThan(2).noneMatch(text -> text.contains("n3w-s3cret"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rw-------");
  }

  private Path removed() {
    return folder.resolve("secrets.rotation.removed");
  }

  private boolean isOldKnown() throws Exception {
    return Files.readString(file).contains("old") || Files.exists(removed());
  }

  private void assertRotated() throws Exception {
    assertThat(fullStory.secretOf(URL)).isEqualTo("new");
    assertThat(Files.readString(file)).isEqualTo("new\n");
    assertThat(receiver.inForce.values()).containsExactly("new");
    assertThat(state).doesNotExist();
  }

  /** How many moments a rotation has that nobody kills. */
  private int momentsOf(String secret) throws Exception {
    moments = 0;
    rotate(secret, false);
    return moments;
  }

  private void reset() throws Exception {
    Files.writeString(file, "old\n");
    Files.deleteIfExists(state);
    Files.deleteIfExists(removed());
    fullStory.add(URL, true, "old", "note.created");
    receiver = new FakeReceiver();
    receiver.reloadUnseen();
    moments = 0;
  }

  /** As the command does. */
  private void rotate(String secret, boolean undo) throws Exception {
    FullStoryClient client =
        new FullStoryClient(
            FullStoryCalls.to(
                URI.create(fullStory.url()), FullStoryMock.KEY, receiver.progress::add));
    SecretsFile secrets = new SecretsFile(file);
    Rotation rotation =
        new Rotation(
            secrets,
            state,
            receiver,
            client,
            new AwaitSecret(new Clockwork(), Duration.ofMinutes(5), Duration.ofSeconds(10)),
            line -> {
              receiver.progress.add(line);
              moment();
            });
    Optional<RotationState> begun = RotationState.read(state);
    if (begun.isEmpty() || !(undo || rotation.isBegun(begun.get()))) {
      if (secrets.has(OLD)) {
        rotation.begin(client.find(URL), secret, OLD);
      }
    } else if (undo || begun.get().undo()) {
      rotation.undo(begun.get());
    } else {
      rotation.resume(begun.get());
    }
  }

  /** Something is about to happen, or has: here the process may die. */
  private void moment() {
    moments++;
    receiver.deliver();
    if (moments == killAt) {
      killAt = 0;
      throw new Killed();
    }
  }

  /** Time passes only when someone waits, and then deliveries arrive. */
  private final class Clockwork implements Waiting {

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void waitFor(Duration duration) {
      now = now.plus(duration);
      moment();
    }
  }

  private final class FakeReceiver implements ReceiverSecrets {

    private final Map<String, String> inForce = new LinkedHashMap<>();
    private final Map<String, String> used = new HashMap<>();
    private final List<String> progress = new ArrayList<>();
    private boolean isIdle;
    private boolean isLate;
    private boolean readsNothing;

    @Override
    public void reload() throws IOException {
      moment();
      reloadUnseen();
      moment();
    }

    private void reloadUnseen() throws IOException {
      if (readsNothing) {
        return;
      }
      inForce.clear();
      for (String secret : Files.readString(file).strip().split(" *, *", -1)) {
        inForce.put(SecretFingerprint.of(secret), secret);
      }
    }

    @Override
    public Map<String, Optional<String>> lastUses() {
      moment();
      Map<String, Optional<String>> uses = new LinkedHashMap<>();
      inForce.keySet().forEach(id -> uses.put(id, Optional.ofNullable(used.get(id))));
      return uses;
    }

    /** FullStory sends: this must always be accepted. */
    private void deliver() {
      if (isIdle || inForce.isEmpty()) {
        return;
      }
      String secret = fullStory.secretOf(URL);
      assertThat(inForce).containsValue(secret);
      used.put(SecretFingerprint.of(secret), now.toString());
      if (isLate) {
        used.put(OLD, now.toString());
      }
    }
  }
}
