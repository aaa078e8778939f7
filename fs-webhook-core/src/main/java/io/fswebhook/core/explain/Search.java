package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.explain.ReadLoosely.Reading;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.HmacKey;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tries combinations of readings, secrets, signed texts and changes of the body until the signature
 * verifies: first without any difference from the correct form, then with one, then with two.
 */
final class Search {

  static final int MOST_DIFFERENCES = 2;

  private final List<Ways> ways = new ArrayList<>();
  private final byte[] body;
  private final Effort effort;
  private @Nullable ChangedBodies changedBodies;

  /** A reading, and the secrets and texts that may have produced it. */
  private record Ways(
      Guess<Reading> reading, List<Guess<HmacKey>> keys, List<Guess<SignedText>> texts) {

    List<Guess<SignedText>> textsAt(int distance) {
      return texts.stream().filter(text -> text.distance() == distance).toList();
    }
  }

  /** The combination that verifies, and how it differs from the correct form. */
  record Match(Reading reading, List<Finding> because) {}

  Search(List<Guess<Reading>> readings, GuessSecrets secrets, byte[] body, Effort effort) {
    Map<@Nullable String, List<Guess<HmacKey>>> keys = new HashMap<>();
    for (Guess<Reading> reading : readings) {
      ways.add(
          new Ways(
              reading,
              keys.computeIfAbsent(reading.what().orgId(), secrets::of),
              SignedText.guesses(reading.what())));
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
    ChangedBodies bodies = changedBodies;
    if (bodies == null) {
      bodies = new ChangedBodies(body, effort);
      changedBodies = bodies;
    }
    int index = 0;
    for (var changed = bodies.get(index); changed != null; changed = bodies.get(++index)) {
      Match match = within(changed.bytes(), differences - 1, List.of(changed.finding()));
      if (match != null) {
        return match;
      }
    }
    return null;
  }

  private @Nullable Match within(byte[] signed, int differences, List<Finding> ofBody) {
    for (Ways way : ways) {
      List<List<Guess<SignedText>>> textsAt = new ArrayList<>();
      for (int distance = 0; distance <= differences; distance++) {
        textsAt.add(way.textsAt(distance));
      }
      for (Guess<HmacKey> key : way.keys) {
        if (key.distance() <= differences) {
          List<Guess<SignedText>> texts = textsAt.get(differences - key.distance());
          Guess<SignedText> text = verifying(signed, key.what(), texts, way.reading.what());
          if (text != null) {
            return match(way.reading.with(text).with(key), ofBody, way.reading.what());
          }
        }
      }
    }
    return null;
  }

  /** The body is hashed once for all texts that begin with it. */
  private @Nullable Guess<SignedText> verifying(
      byte[] signed, HmacKey key, List<Guess<SignedText>> texts, Reading reading) {
    HmacKey afterBody = null;
    for (Guess<SignedText> guess : texts) {
      SignedText text = guess.what();
      byte[] hmac;
      if (text.before().length > 0 || texts.size() == 1) {
        if (!effort.take(signed.length + (long) text.length())) {
          return null;
        }
        hmac = key.sign(text.before(), signed, text.after());
      } else {
        if (!effort.take(text.length() + (afterBody == null ? (long) signed.length : 0))) {
          return null;
        }
        afterBody = afterBody == null ? key.after(signed) : afterBody;
        hmac = afterBody.sign(text.after());
      }
      if (MessageDigest.isEqual(hmac, reading.value())) {
        return guess;
      }
    }
    return null;
  }

  private static Match match(Guess<?> guess, List<Finding> ofBody, Reading reading) {
    List<Finding> because = new ArrayList<>(guess.because());
    because.addAll(ofBody);
    return new Match(reading, because);
  }

  /** What is signed before and after the body. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record SignedText(byte[] before, byte[] after) {

    private static final int SECONDS_LENGTH = 10; // until the year 2286

    /** Texts that a sender may have signed, the correct one first. */
    static List<Guess<SignedText>> guesses(Reading reading) {
      if (reading.ofBodyAlone()) {
        return List.of(Guess.asItShouldBe(text("", "")));
      }
      List<Guess<SignedText>> guesses = new ArrayList<>();
      String orgId = reading.orgId();
      String seconds = reading.seconds();
      if (orgId != null && seconds != null) {
        guesses.add(Guess.asItShouldBe(text("", ":" + orgId + ":" + seconds)));
        addOtherUnit(orgId, seconds, guesses);
        guesses.add(wrong(text("", ":" + seconds + ":" + orgId), "<body>:<t>:<o>"));
        guesses.add(wrong(text(orgId + ":" + seconds + ":", ""), "<o>:<t>:<body>"));
        guesses.add(wrong(text("", orgId + seconds), "<body><o><t>"));
      }
      if (seconds != null) {
        guesses.add(wrong(text("", ":" + seconds), "<body>:<t>"));
        guesses.add(wrong(text(seconds + ".", ""), "<t>.<body>"));
      }
      if (orgId != null) {
        guesses.add(wrong(text("", ":" + orgId), "<body>:<o>"));
      }
      guesses.add(wrong(text("", ""), "<body>"));
      return guesses;
    }

    private static void addOtherUnit(
        String orgId, String seconds, List<Guess<SignedText>> guesses) {
      String other = otherUnit(seconds);
      if (other != null) {
        guesses.add(
            Guess.of(
                text("", ":" + orgId + ":" + other),
                "milliseconds",
                "The time that was signed is not part t verbatim: one is in seconds, the other in milliseconds. Both must be the same text, in seconds."));
      }
    }

    private static @Nullable String otherUnit(String seconds) {
      int length = seconds.length();
      if (length == SECONDS_LENGTH + 3) {
        return seconds.substring(0, SECONDS_LENGTH);
      }
      return length == SECONDS_LENGTH ? seconds + "000" : null;
    }

    private static Guess<SignedText> wrong(SignedText text, String form) {
      return Guess.of(
          text,
          "signed-text",
          () ->
              String.format(
                  Locale.ROOT,
                  "What was signed is %s: it must be <body>:<o>:<t>, with o and t verbatim from the header.",
                  form));
    }

    private static SignedText text(String before, String after) {
      return new SignedText(before.getBytes(UTF_8), after.getBytes(UTF_8));
    }

    int length() {
      return before.length + after.length;
    }
  }
}
