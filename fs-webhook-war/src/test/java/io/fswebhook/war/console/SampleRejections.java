package io.fswebhook.war.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests that were turned away, each for another reason. */
final class SampleRejections {

  private final Instant now;

  SampleRejections(Instant now) {
    this.now = now;
  }

  Map<String, Object> rejections() {
    return Map.of(
        "items",
        List.of(
            SampleStreams.rejection(now),
            rejection(
                5,
                3,
                "mismatch",
                214,
                "It verifies with a retired secret. FullStory still signs with the previous one:"
                    + " set the new secret there, or keep both for a while."),
            rejection(
                4,
                41,
                "mismatch",
                0,
                "The body verifies if the trailing newline is removed. Whatever"
                    + " forwards the request must not change the body."),
            rejection(3, 66, "missing", 3, null),
            rejection(
                2,
                190,
                "too-old",
                0,
                "It was signed 26 hours ago, and fs.webhook.signature.max-age is"
                    + " PT24H. A proxy kept it, or the clock of this machine is wrong."),
            rejection(1, 1_600, "malformed-payload", 0, null)));
  }

  Map<String, Object> rejection() {
    return rejection(
        5,
        3,
        "mismatch",
        214,
        "It verifies with a retired secret. FullStory still signs with the previous one: set the"
            + " new secret there, or keep both for a while.");
  }

  private Map<String, Object> rejection(
      int id, int minutesAgo, String reason, int leftOut, @Nullable String sentence) {
    Map<String, Object> rejection = new LinkedHashMap<>();
    rejection.put("id", String.valueOf(id));
    rejection.put("receivedAt", now.minus(Duration.ofMinutes(minutesAgo)));
    rejection.put("address", reason.equals("missing") ? "203.0.113.77" : "8.35.195.4");
    rejection.put("reason", reason);
    rejection.put("detail", "the HMAC is another one, with each of 1 secret");
    rejection.put("size", 702);
    rejection.put("header", "o:o-19FKC4-na1,v:K5mZs4… [44 characters],t:1795513200");
    rejection.put("leftOut", leftOut);
    rejection.put(
        "findings",
        sentence == null
            ? List.of()
            : List.of(
                Map.of("code", "retired-secret", "wouldBeValid", true, "sentence", sentence)));
    return rejection;
  }
}
