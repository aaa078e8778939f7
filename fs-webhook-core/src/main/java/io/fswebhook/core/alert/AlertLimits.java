package io.fswebhook.core.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When something needs attention.
 *
 * @param backlogAge how long the oldest task may be due
 * @param diskFree how much of the disk of the home must be free, in percent; 0 for any
 * @param certificate how long before its end a certificate needs attention
 * @param secrets how long two secrets of one place may both be in use; zero for ever
 * @param silence after how long without a delivery; null for never
 */
public record AlertLimits(
    Duration backlogAge,
    int diskFree,
    Duration certificate,
    Duration secrets,
    @Nullable Duration silence) {

  public AlertLimits {
    if (diskFree < 0 || diskFree > 99) {
      throw new IllegalArgumentException("free disk must be 0 to 99 percent, was " + diskFree);
    }
  }
}
