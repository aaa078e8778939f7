package io.fswebhook.war.cli.fullstory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits until FullStory signs with one secret, and with the other no more.
 *
 * @param timeout how long to wait
 * @param quiet how long the other must not have been used
 */
record AwaitSecret(Waiting waiting, Duration timeout, Duration quiet) {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  void use(ReceiverSecrets receiver, RotationState state, Consumer<String> progress)
      throws IOException, InterruptedException {
    progress.accept("    Waiting for a delivery that is signed with it ...");
    Instant begin = waiting.now();
    Instant lastOther = begin;
    Optional<String> other = use(receiver.lastUses(), state.retiring());
    while (true) {
      Map<String, Optional<String>> uses = receiver.lastUses();
      Instant now = waiting.now();
      if (!use(uses, state.retiring()).equals(other)) {
        other = use(uses, state.retiring());
        lastOther = now;
      }
      Optional<String> used = use(uses, state.target());
      boolean isUsed = used.isPresent() && !used.get().equals(state.usedBefore());
      if (isUsed && !now.isBefore(lastOther.plus(quiet))) {
        return;
      }
      if (!now.isBefore(begin.plus(timeout))) {
        throw new IOException(isUsed ? stillUsed(state) : notUsed(state));
      }
      waiting.waitFor(PAUSE);
    }
  }

  private static Optional<String> use(Map<String, Optional<String>> uses, String id) {
    return uses.getOrDefault(id, Optional.empty());
  }

  private String notUsed(RotationState state) {
    return "No delivery signed with "
        + state.target()
        + " has arrived within "
        + timeout
        + ". The receiver accepts both secrets, so none is rejected. Cause an event, or press the"
        + " button in FullStory that tests an endpoint; then run the command again. --undo goes"
        + " back.";
  }

  private String stillUsed(RotationState state) {
    return "Deliveries signed with "
        + state.retiring()
        + " still arrive after "
        + timeout
        + ". The receiver accepts both secrets, so none is rejected. Run the command again later.";
  }
}
