package io.fswebhook.core.reject;

import java.util.List;

/**
 * What to record of rejected requests, and how to explain them.
 *
 * @param most how many; 0 for none
 * @param keepBody whether the beginnings of their bodies are kept too, with all of the signature
 * @param retiredSecrets former signing secrets: they accept nothing, and show which sender still
 *     uses one
 */
public record RejectionSettings(int most, boolean keepBody, List<String> retiredSecrets) {

  public static final RejectionSettings DEFAULT = new RejectionSettings(1_000, false);

  public RejectionSettings {
    if (most < 0) {
      throw new IllegalArgumentException("the number of rejections must be >= 0, was " + most);
    }
    retiredSecrets = List.copyOf(retiredSecrets);
    if (retiredSecrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a retired secret must not be blank, one was");
    }
  }

  /** Without retired secrets. */
  public RejectionSettings(int most, boolean keepBody) {
    this(most, keepBody, List.of());
  }

  /** Without the secrets, since a record of settings is soon logged. */
  @Override
  public String toString() {
    return "RejectionSettings[most="
        + most
        + ", keepBody="
        + keepBody
        + ", retiredSecrets="
        + retiredSecrets.size()
        + "]";
  }
}
