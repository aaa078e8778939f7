package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.verify.SecretFingerprint;
import io.fswebhook.war.cli.fullstory.EndpointChange.Update;
import io.fswebhook.war.cli.fullstory.EndpointChange.Wanted;
import io.fswebhook.war.cli.fullstory.RotationState.Signing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces the secret of an endpoint. At any moment the receiver accepts what FullStory may sign
 * with, wherever this is interrupted:
 *
 * <ol>
 *   <li>the receiver gets the new secret besides the old one,
 *   <li>and says that it has it in force;
 *   <li>FullStory gets it;
 *   <li>a delivery arrives that is signed with it, and none any more with the old one;
 *   <li>the receiver loses the old one.
 * </ol>
 *
 * What is done is on disk before the next step begins, so that the same again goes on from there.
 */
final class Rotation {

  private final SecretsFile secrets;
  private final Path stateFile;
  private final RemovedSecret removed;
  private final ReceiverSecrets receiver;
  private final FullStoryClient fullStory;
  private final AwaitSecret await;
  private final Consumer<String> progress;

  Rotation(
      SecretsFile secrets,
      Path stateFile,
      ReceiverSecrets receiver,
      FullStoryClient fullStory,
      AwaitSecret await,
      Consumer<String> progress) {
    this.secrets = secrets;
    this.stateFile = stateFile;
    this.removed = RemovedSecret.beside(stateFile);
    this.receiver = receiver;
    this.fullStory = fullStory;
    this.await = await;
    this.progress = progress;
  }

  /**
   * Begins.
   *
   * @param endpoint as FullStory has it
   * @param newSecret already in the file, or to be added
   * @param retiring the id of the old one
   */
  void begin(Endpoint endpoint, String newSecret, String retiring)
      throws IOException, InterruptedException {
    RotationState state =
        RotationState.begin(endpoint.url(), SecretFingerprint.of(newSecret), retiring);
    requireInForce(retiring);
    state.write(stateFile);
    if (!secrets.has(state.target())) {
      secrets.add(newSecret);
    }
    progress.accept("1/5 The new secret " + state.target() + " is in " + secrets.path());
    resume(state);
  }

  /** Whether there is something to go on with: the new secret was written before the end. */
  boolean isBegun(RotationState state) {
    return state.undo() || state.signing() != Signing.RETIRING || secrets.has(state.target());
  }

  /** Goes on. */
  void resume(RotationState begun) throws IOException, InterruptedException {
    receiver.reload();
    requireInForce(begun.target());
    progress.accept("2/5 The receiver accepts it");
    RotationState state = begun;
    if (state.signing() != Signing.TARGET) {
      state = updateFullStory(state);
    }
    progress.accept("3/5 FullStory has it for " + state.endpoint());
    if (secrets.has(state.retiring())) {
      await.use(receiver, state, progress);
      progress.accept("4/5 Deliveries are signed with it");
      remove(state.retiring());
    }
    end(state);
  }

  /** With a copy until the end, for an undo. */
  private void remove(String id) throws IOException {
    removed.keep(secrets.find(id).orElseThrow());
    secrets.remove(id);
  }

  /** Goes back; only while the old secret is still known. */
  void undo(RotationState begun) throws IOException, InterruptedException {
    RotationState state = begun.undo() ? begun : begun.reversed();
    if (!secrets.has(state.target())) {
      secrets.add(removed.find(state.target()).orElseThrow(this::tooLate));
    }
    state.write(stateFile);
    if (begun.signing() == Signing.RETIRING && !begun.undo()) { // FullStory was never changed
      secrets.remove(state.retiring());
      end(state);
      return;
    }
    resume(state);
  }

  private IOException tooLate() {
    return new IOException(
        secrets.path()
            + " does not contain the old secret any more, so it is too late to go back. Run the"
            + " command without --undo to finish.");
  }

  private RotationState updateFullStory(RotationState before)
      throws IOException, InterruptedException {
    Endpoint endpoint = fullStory.find(before.endpoint());
    String secret = secrets.find(before.target()).orElseThrow();
    RotationState state = before.signing() == Signing.UNKNOWN ? before : withLastUse(before);
    state.with(Signing.UNKNOWN).write(stateFile);
    new Update(endpoint, Wanted.like(endpoint), secret).apply(fullStory);
    RotationState done = state.with(Signing.TARGET);
    done.write(stateFile);
    return done;
  }

  private RotationState withLastUse(RotationState state) throws IOException, InterruptedException {
    Optional<String> used = receiver.lastUses().getOrDefault(state.target(), Optional.empty());
    return state.usedBefore(used.orElse(null));
  }

  private void end(RotationState state) throws IOException, InterruptedException {
    receiver.reload();
    if (receiver.lastUses().containsKey(state.retiring())) {
      throw new IOException(
          "The receiver still accepts the secret "
              + state.retiring()
              + ", although "
              + secrets.path()
              + " does not contain it. Remove it wherever else it is set, and run the command"
              + " again.");
    }
    removed.forget();
    Files.deleteIfExists(stateFile);
    progress.accept(
        "5/5 The receiver does not accept the secret " + state.retiring() + " any more");
  }

  private void requireInForce(String id) throws IOException, InterruptedException {
    Map<String, Optional<String>> inForce = receiver.lastUses();
    if (!inForce.containsKey(id)) {
      throw new IOException(
          "The receiver does not accept the secret "
              + id
              + " of "
              + secrets.path()
              + ", but "
              + String.join(", ", inForce.keySet())
              + ". Does its setting fs.webhook.signing-secrets-file name this file?");
    }
  }
}
