package io.fswebhook.war.http;

import java.util.List;

/** The JSON of MicroProfile Health. Public for JSON-B. */
public record Health(String status, List<Check> checks) {

  /** One thing that was looked at. */
  public record Check(String name, String status) {}

  static Health of(List<Check> checks) {
    boolean isUp = checks.stream().allMatch(check -> check.status().equals(word(true)));
    return new Health(word(isUp), checks);
  }

  static Check check(String name, boolean isUp) {
    return new Check(name, word(isUp));
  }

  boolean isUp() {
    return status.equals(word(true));
  }

  private static String word(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
