package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.HmacKey;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries readings, secrets, texts and changes of the body together, until the signature verifies: at
 * first with nothing else than it should be, then with one thing, then with two.
 */
final class Search {

  private static final int MOST_DIFFERENCES = 2;

  private final List<Ways> ways = new ArrayList<>();
  private final byte[] body;
  private final Effort effort;

  /** A reading, and with which secrets and texts it may have been made. */
  private record Ways(
      Guess<Reading> reading, List<Guess<HmacKey>> keys, List<Guess<SignedText>> texts) {}

  /** What verifies, and how it differs from what it should be. */
  record Match(Reading reading, List<Finding> because) {}

  Search(List<Guess<Reading>> readings, GuessSecrets secrets, byte[] body, Effort effort) {
    for (Guess<Reading> reading : readings) {
      List<Guess<HmacKey>> keys = secrets.of(reading.what().orgId());
      ways.add(new Ways(reading, keys, SignedText.guesses(reading.what())));
    }
    this.body = body;
    this.effort = effort;
  }

  @Nullable Match find() {
    for (int differences = 0; differences <= MOST_DIFFERENCES; differences++) {
      Match match = within(body, differences, List.of());
      if (match == null && differences > 0) {
        match = ofChangedBody(differences);
      }
      if (match != null || effort.isSpent()) {
        return match;
      }
    }
    return null;
  }

  private @Nullable Match ofChangedBody(int differences) {
    for (BodyChange change : BodyChanges.likeliestFirst()) {
      if (!effort.take(body.length)) {
        return null;
      }
      byte[] signed = change.undo().of(body);
      if (signed == null || Arrays.equals(signed, body)) {
        continue;
      }
      Match match = within(signed, differences - 1, List.of(change.finding()));
      if (match != null) {
        return match;
      }
    }
    return null;
  }

  private @Nullable Match within(byte[] signed, int differences, List<Finding> ofBody) {
    for (Ways way : ways) {
      for (Guess<HmacKey> key : way.keys) {
        for (Guess<SignedText> text : way.texts) {
          if (key.distance() + text.distance() == differences
              && verifies(signed, key.what(), text.what(), way.reading.what())) {
            return match(way.reading.with(text).with(key), ofBody, way.reading.what());
          }
        }
      }
    }
    return null;
  }

  private boolean verifies(byte[] signed, HmacKey key, SignedText text, Reading reading) {
    return effort.take(signed.length + (long) text.length())
        && MessageDigest.isEqual(key.sign(text.before(), signed, text.after()), reading.value());
  }

  private static Match match(Guess<?> guess, List<Finding> ofBody, Reading reading) {
    List<Finding> because = new ArrayList<>(guess.because());
    because.addAll(ofBody);
    return new Match(reading, because);
  }
}
