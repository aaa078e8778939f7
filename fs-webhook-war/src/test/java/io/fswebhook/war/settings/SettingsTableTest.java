package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxLimits;
import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.plugin.BreakerSettings;
import io.fswebhook.core.plugin.RetryPolicy;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.verify.SignatureScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTableTest {

  @TempDir Path folder;

  @Test
  void with_a_secret_alone_everything_else_has_its_default() {
    Path home = folder.resolve("home");
    Settings settings = Sources.withSecret(home).load();

    assertThat(settings.home()).isEqualTo(home);
    assertThat(settings.maxBodySize()).isEqualTo(1048576);
    assertThat(settings.metricsPublic()).isFalse();
    assertThat(settings.http()).isEqualTo(new HttpSettings("127.0.0.1", 8080, null, null));
    var receiver = settings.receiver();
    assertThat(receiver.verify().secrets()).containsExactly("secret");
    assertThat(receiver.verify().orgSecrets()).isEmpty();
    assertThat(receiver.verify().headers())
        .containsExactly("Fullstory-Signature", "X-FS-Signature");
    assertThat(receiver.verify().scheme()).isEqualTo(SignatureScheme.FULLSTORY);
    assertThat(receiver.verify().maxAge()).isEqualTo(Duration.ofHours(24));
    assertThat(receiver.verify().maxSkew()).isEqualTo(Duration.ofMinutes(5));
    assertThat(receiver.inbox().place())
        .isEqualTo(new InboxPlace.File(home.resolve("data/inbox.db")));
    assertThat(receiver.inbox().limits()).isEqualTo(InboxLimits.DEFAULT);
    assertThat(receiver.inbox().sameBodyIsDuplicate()).isTrue();
    assertThat(receiver.inbox().retention()).isEqualTo(Retention.DEFAULT);
    assertThat(receiver.rejections()).isEqualTo(new RejectionSettings(1000, false));
    assertThat(receiver.plugins().pluginsDir()).isEqualTo(home.resolve("plugins"));
    assertThat(receiver.plugins().pollInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(receiver.plugins().workDir()).startsWithRaw(home);
    assertThat(receiver.plugins().copiesDir()).isEqualTo(home.resolve("data/plugins-running"));
    assertThat(receiver.handlers().of("any").attempts()).isEqualTo(AttemptSettings.DEFAULT);
  }

  @Test
  void what_is_set_is_what_the_receiver_is_told() throws Exception {
    Settings settings =
        new Sources(folder)
            .file(
                """
                fs.webhook.signing-secrets = old , new
                fs.webhook.orgs.1ENq.signing-secrets = own
                fs.webhook.retired-signing-secrets = older, oldest
                fs.webhook.signature.headers = X-Signature
                fs.webhook.signature.scheme = hmac-sha256-hex
                fs.webhook.signature.max-age = PT1H
                fs.webhook.signature.max-skew = PT0S
                fs.webhook.duplicates.same-body = never
                fs.webhook.max-body-size = 2000
                fs.webhook.inbox.url = jdbc:sqlite:/somewhere/else.db
                fs.webhook.inbox.timeout = PT2S
                fs.webhook.inbox.lease = PT3S
                fs.webhook.inbox.max-waiting = 5
                fs.webhook.inbox.max-waiting-bytes = 4096
                fs.webhook.retention = P1D
                fs.webhook.retention.dead = P2D
                fs.webhook.rejections.max = 7
                fs.webhook.rejections.keep-body = true
                fs.webhook.plugins.dir = /plugins/here
                fs.webhook.plugins.poll-interval = PT1M
                fs.webhook.retry.max-attempts = 7
                fs.webhook.retry.initial-delay = PT2S
                fs.webhook.retry.multiplier = 1.5
                fs.webhook.retry.max-delay = PT10M
                fs.webhook.retry.jitter = 0
                fs.webhook.breaker.enabled = false
                fs.webhook.breaker.window = 20
                fs.webhook.breaker.failure-rate = 50
                fs.webhook.breaker.open-for = PT1M
                fs.webhook.admin.token = admin
                fs.webhook.tokens.tv.token = of-tv
                fs.webhook.tokens.ci.token = of-ci
                fs.webhook.tokens.ci.role = operator
                fs.webhook.http.host = 0.0.0.0
                fs.webhook.http.port = 0
                fs.webhook.metrics.public = true
                """)
            .load();

    var receiver = settings.receiver();
    assertThat(receiver.verify().secrets()).containsExactly("old", "new");
    assertThat(receiver.verify().orgSecrets()).isEqualTo(Map.of("1ENq", List.of("own")));
    assertThat(receiver.verify().headers()).containsExactly("X-Signature");
    assertThat(receiver.verify().scheme()).isEqualTo(SignatureScheme.HMAC_SHA256_HEX);
    assertThat(receiver.verify().maxAge()).isEqualTo(Duration.ofHours(1));
    assertThat(receiver.verify().maxSkew()).isZero();
    assertThat(receiver.inbox().sameBodyIsDuplicate()).isFalse();
    assertThat(receiver.inbox().place())
        .isEqualTo(new InboxPlace.File(Path.of("/somewhere/else.db")));
    assertThat(receiver.inbox().limits())
        .isEqualTo(new InboxLimits(5, 4096, Duration.ofSeconds(2), Duration.ofSeconds(3)));
    assertThat(receiver.inbox().retention())
        .isEqualTo(new Retention(Duration.ofDays(1), Duration.ofDays(2)));
    assertThat(receiver.inbox().signaturesKept()).isGreaterThan(Duration.ofHours(1));
    assertThat(receiver.rejections())
        .isEqualTo(new RejectionSettings(7, true, List.of("older", "oldest")));
    assertThat(receiver.rejections().toString()).doesNotContain("old");
    assertThat(receiver.plugins().pluginsDir()).isEqualTo(Path.of("/plugins/here"));
    assertThat(receiver.plugins().pollInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(receiver.handlers().of("any").attempts())
        .isEqualTo(
            new AttemptSettings(
                4,
                Duration.ofSeconds(30),
                8,
                7,
                new RetryPolicy(Duration.ofSeconds(2), 1.5, Duration.ofMinutes(10), 0),
                new BreakerSettings(false, 20, 50, Duration.ofMinutes(1)),
                null));
    assertThat(settings.maxBodySize()).isEqualTo(2000);
    assertThat(settings.tokens())
        .containsExactly(
            new AccessToken("admin", Role.OPERATOR, "admin"),
            new AccessToken("ci", Role.OPERATOR, "of-ci"),
            new AccessToken("tv", Role.VIEWER, "of-tv"));
    assertThat(settings.http()).isEqualTo(new HttpSettings("0.0.0.0", 0, null, null));
    assertThat(settings.metricsPublic()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-body-size | abc | must be a whole number from 1 to 104857600, was \"abc\"",
        "max-body-size | 0 | must be a whole number from 1 to 104857600, was \"0\"",
        "max-body-size | 104857601 | must be a whole number from 1 to 104857600, was \"104857601\"",
        "max-body-size | 1MB | must be a whole number from 1 to 104857600, was \"1MB\"",
        "signature.scheme | md5 | must be one of fullstory, hmac-sha256-base64, hmac-sha256-hex, was \"md5\"",
        "signature.max-age | 24h | must be an ISO 8601 duration from PT1S to PT87600H, was \"24h\"",
        "signature.max-age | PT0S | must be an ISO 8601 duration from PT1S to PT87600H, was \"PT0S\"",
        "signature.max-skew | -PT1S | must be an ISO 8601 duration from PT0S to PT87600H, was \"-PT1S\"",
        "signature.headers | A,,B | must be names of HTTP headers, separated by commas, was \"A,,B\"",
        "signature.headers | A B | must be names of HTTP headers, separated by commas, was \"A B\"",
        "duplicates.same-body | yes | must be one of never, timed, was \"yes\"",
        "inbox.url | jdbc:h2:mem | must be jdbc:sqlite:<file>, a file on disk without parameters, or jdbc:postgresql://<host>/<database>, was \"jdbc:h2:mem\"",
        "inbox.url | jdbc:mysql://u:pass@h/d | must be jdbc:sqlite:<file>, a file on disk without parameters, or jdbc:postgresql://<host>/<database>, was \"jdbc:mysql://h/d\"",
        "inbox.username | me | cannot be combined with fs.webhook.inbox.url for SQLite: remove one of the two",
        "inbox.timeout | PT0.5S | must be an ISO 8601 duration from PT1S to PT10M, was \"PT0.5S\"",
        "inbox.lease | PT10S | must be longer than fs.webhook.inbox.timeout (PT10S), was \"PT10S\"",
        "inbox.max-waiting | 0 | must be a whole number from 1 to 1000000, was \"0\"",
        "inbox.max-waiting-bytes | 64MB | must be a whole number from 1 to 1073741824, was \"64MB\"",
        "inbox.url | jdbc:sqlite::memory: | must be jdbc:sqlite:<file>, a file on disk without parameters, or jdbc:postgresql://<host>/<database>, was \"jdbc:sqlite::memory:\"",
        "inbox.url | jdbc:sqlite:a?mode=ro | must be jdbc:sqlite:<file>, a file on disk without parameters, or jdbc:postgresql://<host>/<database>, was \"jdbc:sqlite:a?…\"",
        "inbox.url | jdbc:sqlite:/ | must be jdbc:sqlite:<file>, a file on disk without parameters, or jdbc:postgresql://<host>/<database>, was \"jdbc:sqlite:/\"",
        "retention.dead | P29D | must not be shorter than fs.webhook.retention (PT720H), was \"P29D\"",
        "rejections.max | 100001 | must be a whole number from 0 to 100000, was \"100001\"",
        "rejections.keep-body | yes | must be one of false, true, was \"yes\"",
        "retention | forever | must be an ISO 8601 duration from PT0.001S to PT87600H, was \"forever\"",
        "retry.max-attempts | 0 | must be a whole number from 1 to 1000, was \"0\"",
        "retry.initial-delay | PT0S | must be an ISO 8601 duration from PT0.001S to PT87600H, was \"PT0S\"",
        "retry.multiplier | 0.5 | must be a number from 1 to 100, was \"0.5\"",
        "retry.multiplier | NaN | must be a number from 1 to 100, was \"NaN\"",
        "retry.max-delay | PT0.5S | must not be shorter than fs.webhook.retry.initial-delay (PT1S), was \"PT0.5S\"",
        "retry.jitter | 1.1 | must be a number from 0 to 1, was \"1.1\"",
        "breaker.enabled | 1 | must be one of false, true, was \"1\"",
        "breaker.window | 1001 | must be a whole number from 1 to 1000, was \"1001\"",
        "breaker.failure-rate | 0 | must be a whole number from 1 to 100, was \"0\"",
        "breaker.open-for | PT0S | must be an ISO 8601 duration from PT0.001S to PT24H, was \"PT0S\"",
        "http.port | 65536 | must be a whole number from 0 to 65535, was \"65536\"",
        "http.port | -1 | must be a whole number from 0 to 65535, was \"-1\"",
        "http.tls.keystore | /no/such.p12 | must be a PKCS #12 file that can be read, was \"/no/such.p12\"",
        "metrics.public | TRUE | must be one of false, true, was \"TRUE\"",
        "tokens.tv.role | reader | must be one of operator, viewer, was \"reader\"",
        "tokens.tv.token | two words | must be a bearer token: letters, digits and -._~+/ only (value not shown)",
        "admin.token | two words | must be a bearer token: letters, digits and -._~+/ only (value not shown)",
      })
  void a_wrong_value_is_refused_with_setting_value_and_rule(
      String name, String value, String sentence) {
    Sources sources = Sources.withSecret(folder).system("fs.webhook." + name, value);

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(sources::load)
        .withMessage("fs.webhook." + name + " " + sentence);
  }

  @Test
  void a_postgresql_database_has_its_user_and_its_password_from_a_file() throws Exception {
    Path secret = Files.writeString(folder.resolve("password"), "pass word\n");
    Settings settings =
        Sources.withSecret(folder)
            .system("fs.webhook.inbox.url", "jdbc:postgresql://db/hooks?password=of-url")
            .system("fs.webhook.inbox.username", "me")
            .system("fs.webhook.inbox.password-file", secret.toString())
            .load();

    InboxPlace place = settings.receiver().inbox().place();
    assertThat(place)
        .isEqualTo(
            new InboxPlace.Url("jdbc:postgresql://db/hooks?password=of-url", "me", "pass word"))
        .hasToString("jdbc:postgresql://db/hooks?…");
  }

  @Test
  void a_longer_timeout_makes_the_lease_longer() {
    Settings settings =
        Sources.withSecret(folder).system("fs.webhook.inbox.timeout", "PT1M").load();

    assertThat(settings.receiver().inbox().limits().lease()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void a_datasource_that_is_not_there_is_refused_with_what_to_do() {
    Sources sources =
        Sources.withSecret(folder).system("fs.webhook.inbox.datasource", "java:comp/env/jdbc/x");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(sources::load)
        .withMessageStartingWith(
            "fs.webhook.inbox.datasource must be the JNDI name of a data source of this server,"
                + " was \"java:comp/env/jdbc/x\"")
        .withMessageContaining("fs.webhook.inbox.url");
  }

  @Test
  void a_datasource_and_a_url_are_one_too_many() {
    Sources sources =
        Sources.withSecret(folder)
            .system("fs.webhook.inbox.datasource", "jdbc/x")
            .system("fs.webhook.inbox.url", "jdbc:postgresql://db/hooks");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(sources::load)
        .withMessage(
            "fs.webhook.inbox.url cannot be combined with fs.webhook.inbox.datasource: remove one of"
                + " the two");
  }

  @Test
  void the_sources_rank_from_overrides_through_system_and_environment_to_the_file()
      throws Exception {
    Sources sources = Sources.withSecret(folder).file("fs.webhook.max-body-size=1\n");
    assertThat(sources.load().maxBodySize()).isEqualTo(1);

    sources.environment("FS_WEBHOOK_MAX_BODY_SIZE", "2");
    assertThat(sources.load().maxBodySize()).isEqualTo(2);

    sources.system("fs.webhook.max-body-size", "3");
    assertThat(sources.load().maxBodySize()).isEqualTo(3);

    sources.override("fs.webhook.max-body-size", "4");
    assertThat(sources.load().maxBodySize()).isEqualTo(4);
  }

  @Test
  void a_retention_shorter_than_signatures_are_valid_is_no_contradiction() {
    Settings settings = Sources.withSecret(folder).system("fs.webhook.retention", "PT1M").load();

    assertThat(settings.receiver().inbox().retention().finished()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.receiver().inbox().signaturesKept()).isGreaterThan(Duration.ofHours(24));
  }

  @Test
  void a_longer_retention_makes_that_of_the_dead_longer() {
    Settings settings = Sources.withSecret(folder).system("fs.webhook.retention", "P200D").load();

    assertThat(settings.receiver().inbox().retention())
        .isEqualTo(new Retention(Duration.ofDays(200), Duration.ofDays(200)));
  }

  @Test
  void a_blank_value_is_absent() {
    Settings settings = Sources.withSecret(folder).environment("FS_WEBHOOK_RETENTION", " ").load();

    assertThat(settings.receiver().inbox().retention()).isEqualTo(Retention.DEFAULT);
  }
}
