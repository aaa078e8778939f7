package io.fswebhook.war.settings;

import io.fswebhook.core.alert.AlertLimits;
import io.fswebhook.core.alert.AttentionItem.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * When something needs attention, and who is told.
 *
 * @param limits when
 * @param consoleUrl where people find the console; null if messages link to none
 * @param targets who
 */
public record AlertSettings(AlertLimits limits, @Nullable String consoleUrl, List<Target> targets) {

  public AlertSettings {
    targets = List.copyOf(targets);
  }

  /** What a target reads. */
  public enum Format {
    SLACK,
    CLOUDEVENT
  }

  /** How a target is reached. */
  public sealed interface Destination {}

  /**
   * By a POST request.
   *
   * @param url often a secret
   * @param signingKey of Standard Webhooks; null for none
   */
  public record Web(URI url, Format format, @Nullable SecretKeySpec signingKey)
      implements Destination {

    /** Without the URL and the key, since a record of settings is soon logged. */
    @Override
    public String toString() {
      return "Web[" + format + "]";
    }
  }

  /** By mail to all of these addresses. */
  public record Mail(List<String> addresses, SmtpSettings server) implements Destination {

    public Mail {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * One target.
   *
   * @param reminder null for never
   */
  public record Target(
      String name,
      Destination destination,
      Set<Kind> kinds,
      Duration interval,
      @Nullable Duration reminder) {

    public Target {
      kinds = Set.copyOf(kinds);
    }
  }
}
