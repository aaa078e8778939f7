package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.SettingType.choice;
import static io.fswebhook.war.settings.SettingType.wholeNumber;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.war.settings.SmtpSettings.Tls;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server that sends alerts by mail. */
final class ReadSmtp {

  private static final Setting<String> HOST =
      optional(
          "smtp.host",
          AlertTypes.HOST,
          "The server that sends mail. Its certificate must be valid for this name.");

  private static final Setting<Integer> PORT =
      optional("smtp.port", wholeNumber(1, 65_535), "Its port.")
          .orElse("`587`; `465` for `implicit`, `25` for `none`");

  private static final Setting<Tls> TLS =
      optional(
              "smtp.tls",
              choice(
                  "choice",
                  Map.of("starttls", Tls.STARTTLS, "implicit", Tls.IMPLICIT, "none", Tls.NONE)),
              "`starttls`: encrypts before it logs in, and sends nothing to a server that cannot;"
                  + " `implicit`: encrypts from the start (SMTPS); `none`: never encrypts, for a server on the same"
                  + " machine or without a password.")
          .orElse("`starttls`; `none` if the host is this machine");

  private static final Setting<String> USERNAME =
      optional(
          "smtp.username", SettingType.TEXT, "The user to log in as, if the server wants one.");

  private static final Setting<String> PASSWORD =
      optional("smtp.password", SettingType.SECRET, "The password of that user.");

  private static final Setting<String> FROM =
      optional(
          "smtp.from",
          AlertTypes.ADDRESS,
          "The sender of alerts. The server must let the user send in its name.");

  static final List<Setting<?>> SETTINGS = List.of(HOST, PORT, TLS, USERNAME, PASSWORD, FROM);

  private static final Pattern OWN =
      Pattern.compile("localhost|.+[.]localhost|127[.][0-9.]+|::1", Pattern.CASE_INSENSITIVE);

  private ReadSmtp() {}

  /** That no value is wrong, whether it is needed or not. */
  static void check(SettingReader reader) {
    SETTINGS.forEach(reader::find);
  }

  /** For a setting that needs it. */
  static SmtpSettings read(SettingReader reader, Setting<?> wanting) {
    String host = required(HOST, reader, wanting);
    Tls tls = reader.find(TLS).orElse(isOwn(host) ? Tls.NONE : Tls.STARTTLS);
    @Nullable String username = reader.find(USERNAME).orElse(null);
    @Nullable String password = reader.find(PASSWORD).orElse(null);
    requireBoth(username, password);
    if (password != null && tls == Tls.NONE && !isOwn(host)) {
      throw TLS.refused(
          "must be starttls or implicit, since the password would be sent unencrypted", "none");
    }
    return new SmtpSettings(
        host,
        reader.find(PORT).orElse(usualPort(tls)),
        tls,
        username,
        password,
        required(FROM, reader, wanting));
  }

  private static String required(
      Setting<String> setting, SettingReader reader, Setting<?> wanting) {
    return reader
        .find(setting)
        .orElseThrow(
            () ->
                new StartException(
                    setting.name() + " must be set, since " + wanting.name() + " needs it"));
  }

  private static void requireBoth(@Nullable String username, @Nullable String password) {
    if ((username == null) != (password == null)) {
      throw new StartException(
          USERNAME.name() + " and " + PASSWORD.name() + " must both be set, or both be removed");
    }
  }

  private static boolean isOwn(String host) {
    return OWN.matcher(host).matches();
  }

  private static int usualPort(Tls tls) {
    return switch (tls) {
      case STARTTLS -> 587;
      case IMPLICIT -> 465;
      case NONE -> 25;
    };
  }
}
