package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is signed before and after the body. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignedText(byte[] before, byte[] after) {

  private static final int SECONDS_LENGTH = 10; // until the year 2286

  /** What a sender may have signed, the right text first. */
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

  private static void addOtherUnit(String orgId, String seconds, List<Guess<SignedText>> guesses) {
    String other = otherUnit(seconds);
    if (other != null) {
      guesses.add(
          Guess.of(
              text("", ":" + orgId + ":" + other),
              "milliseconds",
              "The time that was signed is not the part t as it stands: one of them is in seconds, the other in milliseconds. Both must be the same text, in seconds."));
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
                "What was signed is %s: it must be <body>:<o>:<t>, with o and t as they stand in the header.",
                form));
  }

  private static SignedText text(String before, String after) {
    return new SignedText(before.getBytes(UTF_8), after.getBytes(UTF_8));
  }

  int length() {
    return before.length + after.length;
  }
}
