package io.fswebhook.war.api;

import java.time.Duration;
import java.util.List;

/**
 * How the receiver is set up; nothing of it is secret. Public for JSON-B.
 *
 * @param inbox {@code sqlite} or {@code postgresql}
 * @param pluginFolders those that are looked into
 * @param advice sentences about settings that are better changed
 */
public record SetupFacts(
    String version,
    Secrets secrets,
    Signature signature,
    List<String> pluginFolders,
    String inbox,
    List<String> advice) {

  /** How many general secrets there are, and which organisations have their own. */
  public record Secrets(int general, List<String> organisations) {}

  /** How signatures are verified. */
  public record Signature(String scheme, List<String> headers, String maxAge, String maxSkew) {

    public Signature(String scheme, List<String> headers, Duration maxAge, Duration maxSkew) {
      this(scheme, headers, maxAge.toString(), maxSkew.toString());
    }
  }
}
