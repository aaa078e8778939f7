package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.core.verify.SigningSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds secrets that are still in use after a rotation: two of one place, the receiver or an
 * organisation, have verified requests for longer than a rotation should take. Counts from the
 * start of the receiver.
 */
public final class FindOldSecrets implements Supplier<Stream<AttentionItem>> {

  /** Not used for so long is no longer in use. */
  private static final Duration RECENT = Duration.ofHours(6);

  private static final String GENERAL = "";

  private final Supplier<List<SigningSecret>> secrets;
  private final Supplier<AlertLimits> limits;
  private final Clock clock;
  private final Map<String, Instant> bothUsedSince = new ConcurrentHashMap<>();

  public FindOldSecrets(
      Supplier<List<SigningSecret>> secrets, Supplier<AlertLimits> limits, Clock clock) {
    this.secrets = secrets;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Stream<AttentionItem> get() {
    Duration limit = limits.get().secrets();
    Instant now = clock.instant();
    Map<String, Long> used = inUse(now);
    bothUsedSince.keySet().removeIf(place -> used.getOrDefault(place, 0L) < 2);
    List<AttentionItem> found = new ArrayList<>();
    used.forEach(
        (place, count) -> {
          if (count > 1) {
            Instant since = bothUsedSince.computeIfAbsent(place, unused -> now);
            if (!limit.isZero() && !now.isBefore(since.plus(limit))) {
              found.add(item(place, since));
            }
          }
        });
    return found.stream();
  }

  private Map<String, Long> inUse(Instant now) {
    Map<String, Long> used = new TreeMap<>();
    for (SigningSecret secret : secrets.get()) {
      Instant last = secret.lastUsedAt();
      if (last != null && last.isAfter(now.minus(RECENT))) {
        String organisation = secret.organisation();
        used.merge(organisation == null ? GENERAL : organisation, 1L, Long::sum);
      }
    }
    return used;
  }

  private static AttentionItem item(String place, Instant since) {
    boolean isGeneral = place.equals(GENERAL);
    return new AttentionItem(
        Kind.OLD_SECRET_IN_USE,
        Severity.WARN,
        isGeneral ? null : place,
        "Several signing secrets"
            + (isGeneral ? "" : " of organization " + place)
            + " are in use, so a rotation is not finished.",
        since,
        null);
  }
}
