package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertLimits;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.war.settings.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds that the certificate of the standalone server expires soon, as of the last look. */
public final class FindOldCertificate implements Supplier<Stream<AttentionItem>> {

  private static final Logger LOG = LoggerFactory.getLogger(FindOldCertificate.class);

  private final HttpSettings http;
  private final Supplier<AlertLimits> limits;
  private final Clock clock;
  private @Nullable FileTime readAt; // of the thread that looks
  private volatile @Nullable Instant end;

  public FindOldCertificate(HttpSettings http, Supplier<AlertLimits> limits, Clock clock) {
    this.http = http;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Reads the file if it has changed: opening it takes a while on purpose. One that cannot be read
   * is not served either.
   */
  public void look() {
    Path file = http.tlsKeystore();
    if (file == null) {
      return;
    }
    try {
      FileTime changedAt = Files.getLastModifiedTime(file);
      if (!changedAt.equals(readAt)) {
        end = firstEnd(open(file));
        readAt = changedAt;
      }
    } catch (IOException | GeneralSecurityException e) {
      LOG.debug("the certificate in {} cannot be read", file, e);
    }
  }

  private KeyStore open(Path file) throws IOException, GeneralSecurityException {
    String password = http.tlsPassword();
    try (InputStream content = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(content, password == null ? new char[0] : password.toCharArray());
      return store;
    }
  }

  private static @Nullable Instant firstEnd(KeyStore store) throws GeneralSecurityException {
    Instant first = null;
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        Instant its = certificate.getNotAfter().toInstant();
        first = first == null || its.isBefore(first) ? its : first;
      }
    }
    return first;
  }

  @Override
  public Stream<AttentionItem> get() {
    Instant ends = end;
    return ends == null || clock.instant().isBefore(ends.minus(limits.get().certificate()))
        ? Stream.empty()
        : Stream.of(item(ends));
  }

  private AttentionItem item(Instant ends) {
    boolean isOver = !clock.instant().isBefore(ends);
    return new AttentionItem(
        Kind.CERTIFICATE_EXPIRING,
        isOver ? Severity.BAD : Severity.WARN,
        null,
        "The certificate "
            + (isOver ? "has expired at " : "expires at ")
            + ends.truncatedTo(ChronoUnit.MINUTES)
            + ".",
        null,
        null);
  }
}
