package io.fswebhook.core.reject;

/**
 * What is kept of rejected requests.
 *
 * @param most how many; 0 for none
 * @param keepBody whether the first bytes of their bodies are kept too
 */
public record RejectionSettings(int most, boolean keepBody) {

  public static final RejectionSettings DEFAULT = new RejectionSettings(1_000, false);

  public RejectionSettings {
    if (most < 0) {
      throw new IllegalArgumentException("the number of rejections must be >= 0, was " + most);
    }
  }
}
