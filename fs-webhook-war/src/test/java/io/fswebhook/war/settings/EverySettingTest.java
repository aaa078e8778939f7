package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fswebhook.core.inbox.InboxPlace;
import io.fswebhook.war.settings.AlertSettings.Mail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goes through the registry, so that no setting is in it that nothing reads. */
class EverySettingTest {

  private static final String CHOSEN = "chosen";

  /** One of the two breaks the rule of every type that has one; the first could be no folder. */
  private static final List<String> WRONG = List.of(",\0", "two words");

  /** Where the value of a setting is seen that takes any text. */
  private static final Map<String, Function<Settings, String>> FREE =
      Map.of(
          "fs.webhook.http.host", settings -> settings.http().host(),
          "fs.webhook.http.tls.password", settings -> String.valueOf(settings.http().tlsPassword()),
          "fs.webhook.inbox.username", settings -> String.valueOf(postgres(settings).username()),
          "fs.webhook.inbox.password", settings -> String.valueOf(postgres(settings).password()),
          "fs.webhook.smtp.username", settings -> String.valueOf(mail(settings).username()),
          "fs.webhook.smtp.password", settings -> String.valueOf(mail(settings).password()),
          "fs.webhook.kafka.client.<property>",
              settings -> kafka(settings).client().getOrDefault(CHOSEN, "not set"),
          "fs.webhook.handlers.<name>.type",
              settings -> settings.receiver().handlers().types().getOrDefault(CHOSEN, "not set"),
          "fs.webhook.handlers.<name>.<key>",
              settings -> settings.receiver().handlers().of(CHOSEN).own().apply("key").orElse(""));

  @TempDir Path folder;

  static Stream<Setting<?>> settings() {
    return SettingsRegistry.all();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void every_setting_is_read(Setting<?> setting) {
    Function<Settings, String> seen = FREE.get(setting.name());
    if (seen == null) {
      assertThat(WRONG).as(setting.name()).anyMatch(value -> isRefused(setting, value));
    } else {
      assertThat(seen.apply(with(setting, "of-this-test").load())).isEqualTo("of-this-test");
    }
  }

  private boolean isRefused(Setting<?> setting, String value) {
    String name = named(setting).name();
    Throwable failure =
        catchThrowable(() -> with(setting, value).load().receiver().handlers().of(CHOSEN));
    String message = failure == null ? "" : String.valueOf(failure.getMessage());
    String shown = setting.type().secret() ? "(value not shown)" : "was \"" + shown(setting, value);
    return message.startsWith(name + " must be " + rule(setting)) && message.contains(shown);
  }

  private static String shown(Setting<?> setting, String value) {
    return setting.type().withoutPassword(value);
  }

  /** That of a data source is the server's. */
  private static String rule(Setting<?> setting) {
    return setting.equals(ReadInbox.DATASOURCE)
        ? "the JNDI name of a data source"
        : setting.type().rule();
  }

  private Sources with(Setting<?> setting, String value) {
    Sources sources = Sources.withSecret(folder);
    if (setting.name().matches(".*inbox[.](username|password)")) {
      sources.system("fs.webhook.inbox.url", "jdbc:postgresql://db/hooks");
    }
    if (setting.name().endsWith("<property>")) {
      sources.system("fs.webhook.kafka.bootstrap-servers", "kafka:9092");
    }
    if (setting.name().matches(".*smtp[.](username|password)")) {
      sources
          .system("fs.webhook.alerts.ops.email", "ops@example.com")
          .system("fs.webhook.smtp.host", "localhost")
          .system("fs.webhook.smtp.from", "hooks@example.com")
          .system("fs.webhook.smtp.username", "x")
          .system("fs.webhook.smtp.password", "x");
    }
    return sources.system(named(setting).name(), value);
  }

  private static Setting<?> named(Setting<?> setting) {
    return setting.at(setting.name().endsWith("<key>") ? CHOSEN + ".key" : CHOSEN);
  }

  private static TopicSettings kafka(Settings settings) {
    return Objects.requireNonNull(settings.kafka());
  }

  private static SmtpSettings mail(Settings settings) {
    return ((Mail) settings.alerts().targets().get(0).destination()).server();
  }

  private static InboxPlace.Url postgres(Settings settings) {
    return (InboxPlace.Url) settings.receiver().inbox().place();
  }
}
