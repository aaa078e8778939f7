package io.fswebhook.war.http;

import io.fswebhook.core.inbox.Integrity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of MicroProfile Health. Public for JSON-B. */
public record Health(String status, List<Check> checks) {

  /**
   * One thing that was looked at.
   *
   * @param data what else is known; null for nothing
   */
  public record Check(String name, String status, @Nullable Map<String, String> data) {}

  static Health of(List<Check> checks) {
    boolean isUp = checks.stream().allMatch(check -> check.status().equals(word(true)));
    return new Health(word(isUp), checks);
  }

  static Check check(String name, boolean isUp) {
    return new Check(name, word(isUp), null);
  }

  /** A damaged inbox goes on taking what it can: turned away, it would be lost sooner or later. */
  static Check check(Integrity integrity) {
    return new Check(
        "inbox-integrity",
        word(true),
        Map.of("state", integrity.state().code(), "since", integrity.since().toString()));
  }

  boolean isUp() {
    return status.equals(word(true));
  }

  private static String word(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
