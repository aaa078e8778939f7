package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertLimits;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds that the disk of the home is nearly full, as of the last look. */
public final class FindFullDisk implements Supplier<Stream<AttentionItem>> {

  private static final Logger LOG = LoggerFactory.getLogger(FindFullDisk.class);

  /** Percent that have to be free beyond the limit before it is well again. */
  private static final int MORE = 2;

  private final Path home;
  private final Supplier<AlertLimits> limits;
  private final Clock clock;
  private volatile @Nullable AttentionItem found;

  public FindFullDisk(Path home, Supplier<AlertLimits> limits, Clock clock) {
    this.home = home;
    this.limits = limits;
    this.clock = clock;
  }

  /** Looks at the disk, which may take long if it is a network's. */
  public void look() {
    try {
      FileStore disk = Files.getFileStore(home);
      look(disk.getUsableSpace(), disk.getTotalSpace());
    } catch (IOException e) {
      LOG.debug("the free space of {} is not known", home, e);
    }
  }

  void look(long free, long total) {
    AttentionItem before = found;
    int limit = limits.get().diskFree();
    int needed = limit == 0 || before == null ? limit : limit + MORE;
    if (total <= 0 || free >= total / 100.0 * needed) {
      found = null;
      return;
    }
    found =
        new AttentionItem(
            Kind.DISK_NEARLY_FULL,
            Severity.BAD,
            null,
            "The disk of the home is nearly full: " + (long) (free * 100.0 / total) + " % is free.",
            before == null ? clock.instant() : before.since(),
            null);
  }

  @Override
  public Stream<AttentionItem> get() {
    return Stream.ofNullable(found);
  }
}
