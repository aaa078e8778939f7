package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.choice;
import static io.fswebhook.war.settings.SettingType.duration;
import static io.fswebhook.war.settings.SettingType.wholeNumber;

import io.fswebhook.core.alert.AlertLimits;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.settings.AlertSettings.Destination;
import io.fswebhook.war.settings.AlertSettings.Format;
import io.fswebhook.war.settings.AlertSettings.Mail;
import io.fswebhook.war.settings.AlertSettings.Target;
import io.fswebhook.war.settings.AlertSettings.Web;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Alerts: when something needs attention, and who is told. */
final class ReadAlerts {

  private static final String ONE = "alerts.<targetName>.";

  private static final Setting<URI> URL =
      optional(
          ONE + "url",
          AlertTypes.SECRET_URL,
          "Sends alerts there with `POST`. The name of the target is 1 to 50 letters, digits, `-` and `_`;"
              + " lower case if it is only set in the environment.");

  private static final Setting<List<String>> EMAIL =
      optional(
          ONE + "email",
          AlertTypes.ADDRESSES,
          "Sends alerts to these addresses by mail, in place of `.url`, through the server of `fs.webhook.smtp.host`.");

  private static final Setting<Format> FORMAT =
      setting(
          ONE + "format",
          choice("choice", Map.of("slack", Format.SLACK, "cloudevent", Format.CLOUDEVENT)),
          "slack",
          "`slack`: a text for Slack, Mattermost and other chats that accept `{\"text\": …}`;"
              + " `cloudevent`: a CloudEvent 1.0 in JSON, for programs.");

  private static final Setting<SecretKeySpec> SIGNING_SECRET =
      optional(
          ONE + "signing-secret",
          AlertTypes.SIGNING_SECRET,
          "Signs the requests by Standard Webhooks. Create one with"
              + " `echo whsec_$(openssl rand -base64 32)`.");

  private static final Setting<Set<Kind>> KINDS =
      optional(
              ONE + "kinds",
              AlertTypes.KINDS,
              "The kinds of alerts to send, separated by commas; see"
                  + " [Operations](operations.md#alerts).")
          .orElse("all");

  private static final Setting<Duration> INTERVAL =
      setting(
          ONE + "interval",
          duration("PT0S", "P1D"),
          "PT5M",
          "The minimum time between two openings of one kind and subject. That it is resolved is always"
              + " sent.");

  private static final Setting<Duration> REMINDER =
      optional(
          ONE + "reminder",
          duration("PT1M", "P30D"),
          "How often to remind of an alert that is open and not acknowledged.");

  private static final Setting<String> CONSOLE_URL =
      optional(
          "alerts.console-url",
          AlertTypes.WEB_URL,
          "Where people find the console, such as `https://hooks.example.com/console/`: alerts link to it.");

  private static final Setting<Duration> BACKLOG_AGE =
      setting(
          "alerts.backlog-age",
          duration("PT1M", "P30D"),
          "PT1H",
          "A handler needs attention when its oldest task is due for longer, and so does a topic in which a"
              + " delivery waits for longer.");

  private static final Setting<Integer> DISK_FREE =
      setting(
          "alerts.disk-free",
          wholeNumber(0, 99),
          "5",
          "The disk of the home needs attention when less than so many percent are free, until it is two"
              + " percent more; `0` for never.");

  private static final Setting<Duration> CERTIFICATE =
      setting(
          "alerts.certificate",
          duration("PT1H", "P90D"),
          "P14D",
          "The certificate of the standalone server needs attention so long before it expires.");

  private static final Setting<Duration> OLD_SECRET =
      setting(
          "alerts.old-secret",
          duration("PT0S", "P90D"),
          "P1D",
          "A rotation needs attention when two signing secrets of one place are both in use for longer;"
              + " `PT0S` for never.");

  private static final Setting<Duration> SILENCE =
      optional(
          "alerts.silence",
          duration("PT1M", "P90D"),
          "Needs attention when no delivery was received for so long.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          URL,
          EMAIL,
          FORMAT,
          SIGNING_SECRET,
          KINDS,
          INTERVAL,
          REMINDER,
          CONSOLE_URL,
          BACKLOG_AGE,
          DISK_FREE,
          CERTIFICATE,
          OLD_SECRET,
          SILENCE);

  private static final List<Setting<?>> OF_TARGETS =
      List.of(URL, EMAIL, FORMAT, SIGNING_SECRET, KINDS, INTERVAL, REMINDER);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");

  private ReadAlerts() {}

  static AlertSettings read(SettingReader reader) {
    ReadSmtp.check(reader);
    Set<String> names = new TreeSet<>();
    OF_TARGETS.forEach(setting -> names.addAll(reader.chosen(setting)));
    return new AlertSettings(
        new AlertLimits(
            reader.get(BACKLOG_AGE),
            reader.get(DISK_FREE),
            reader.get(CERTIFICATE),
            reader.get(OLD_SECRET),
            reader.find(SILENCE).orElse(null)),
        reader.find(CONSOLE_URL).orElse(null),
        names.stream().map(name -> target(name, reader)).toList());
  }

  private static Target target(String name, SettingReader reader) {
    if (!NAME.matcher(name).matches()) {
      throw new StartException(
          URL.at(name).name()
              + ": the name of a target must be 1 to 50 letters, digits, '-' and '_'");
    }
    Set<Kind> kinds = reader.find(KINDS.at(name)).orElse(EnumSet.allOf(Kind.class));
    Duration interval = reader.get(INTERVAL.at(name));
    @Nullable Duration reminder = reader.find(REMINDER.at(name)).orElse(null);
    return new Target(name, destination(name, reader), kinds, interval, reminder);
  }

  private static Destination destination(String name, SettingReader reader) {
    Setting<List<String>> email = EMAIL.at(name);
    Optional<Destination> web = web(name, reader);
    Optional<Destination> mail =
        reader.find(email).map(addresses -> new Mail(addresses, ReadSmtp.read(reader, email)));
    if (web.isPresent() && mail.isPresent()) {
      throw new StartException(
          URL.at(name).name()
              + " and "
              + email.name()
              + " are both set: keep one of them, and give the other target a name of its own");
    }
    return web.or(() -> mail).orElseThrow(() -> none(name));
  }

  private static StartException none(String name) {
    return new StartException(
        URL.at(name).name()
            + " or "
            + EMAIL.at(name).name()
            + " must be set, or the other settings of the target removed");
  }

  private static Optional<Destination> web(String name, SettingReader reader) {
    Format format = reader.get(FORMAT.at(name));
    @Nullable SecretKeySpec key = reader.find(SIGNING_SECRET.at(name)).orElse(null);
    return reader.find(URL.at(name)).map(url -> new Web(url, format, key));
  }
}
