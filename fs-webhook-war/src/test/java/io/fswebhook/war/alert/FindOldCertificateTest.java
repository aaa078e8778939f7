package io.fswebhook.war.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.testkit.MovableClock;
import io.fswebhook.core.alert.AlertLimits;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.war.it.TestKeystore;
import io.fswebhook.war.settings.HttpSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindOldCertificateTest {

  private static final String PASSWORD = "of-the-store";

  @TempDir private Path folder;
  private final MovableClock clock = MovableClock.at(Instant.now());

  @Test
  void it_is_found_before_the_end_until_the_file_is_renewed() throws Exception {
    Path keystore = made(20);
    FindOldCertificate certificate = of(keystore);
    certificate.look();
    assertThat(certificate.get()).isEmpty();

    clock.advance(Duration.ofDays(7));
    assertThat(certificate.get())
        .singleElement()
        .satisfies(each -> assertThat(each.text()).startsWith("The certificate expires at "))
        .extracting(AttentionItem::severity)
        .isEqualTo(Severity.WARN);
    clock.advance(Duration.ofDays(14));
    assertThat(certificate.get())
        .singleElement()
        .satisfies(each -> assertThat(each.text()).startsWith("The certificate has expired at "))
        .extracting(AttentionItem::severity)
        .isEqualTo(Severity.BAD);

    Files.delete(keystore);
    made(90);
    Files.setLastModifiedTime(keystore, FileTime.from(Instant.now().plusSeconds(5)));
    certificate.look();
    assertThat(certificate.get()).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_leaves_what_is_known() throws Exception {
    Path keystore = made(20);
    FindOldCertificate certificate = of(keystore);
    certificate.look();
    Files.writeString(keystore, "half");
    Files.setLastModifiedTime(keystore, FileTime.from(Instant.now().plusSeconds(5)));
    certificate.look();

    clock.advance(Duration.ofDays(7));
    assertThat(certificate.get()).hasSize(1);
  }

  @Test
  void without_one_there_is_nothing_to_find() {
    FindOldCertificate none = of(null);
    none.look();

    assertThat(none.get()).isEmpty();
  }

  private FindOldCertificate of(@Nullable Path keystore) {
    return new FindOldCertificate(
        new HttpSettings("127.0.0.1", 0, keystore, keystore == null ? null : PASSWORD),
        () -> new AlertLimits(Duration.ofHours(1), 5, Duration.ofDays(14), Duration.ZERO, null),
        clock);
  }

  private Path made(int days) throws Exception {
    return TestKeystore.make(
        folder.resolve("server.p12"), PASSWORD, "server", "-validity", String.valueOf(days));
  }
}
