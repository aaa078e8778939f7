package io.fswebhook.plugins.sample.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.api.HandlerSetting;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The {@code Authorization} header of requests: a bearer token, user and password, or any other
 * one. No message quotes them.
 */
final class Authorization {

  private static final String WHOLE = "authorization";
  private static final String TOKEN = "bearer-token";
  private static final String USER = "username";
  private static final String PASSWORD = "password";

  static final List<HandlerSetting> DECLARED =
      List.of(
          HandlerSetting.text(TOKEN, "A bearer token that requests are authorized with.")
              .asSecret(),
          HandlerSetting.text(USER, "A user that requests are authorized as, with a password."),
          HandlerSetting.text(PASSWORD, "The user's password.").asSecret(),
          HandlerSetting.text(WHOLE, "The Authorization header, for any other scheme.").asSecret());

  private Authorization() {}

  /** Empty if there is to be none. */
  static Optional<String> read(CheckedSettings settings) {
    List<String> set =
        List.of(WHOLE, TOKEN, USER).stream().filter(key -> settings.text(key).isPresent()).toList();
    if (set.size() > 1) {
      throw settings.wrong(
          set.get(0), "and " + settings.name(set.get(1)) + " are both set: keep one");
    }
    if (settings.text(PASSWORD).isPresent() && settings.text(USER).isEmpty()) {
      throw settings.wrong(PASSWORD, "is set without " + settings.name(USER) + ": set both");
    }
    return settings
        .text(USER)
        .map(user -> basic(settings, user))
        .or(() -> settings.text(TOKEN).map(token -> "Bearer " + visible(settings, TOKEN, token)))
        .or(() -> settings.text(WHOLE).map(whole -> printable(settings, whole)));
  }

  private static String basic(CheckedSettings settings, String user) {
    String password = settings.required(PASSWORD, "set it, or take out " + settings.name(USER));
    if (user.contains(":") || hasControls(user)) {
      throw settings.wrong(USER, "must have no colon and no control character: take it out");
    }
    if (hasControls(password)) {
      throw settings.wrong(PASSWORD, "must be one line without control characters");
    }
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static String visible(CheckedSettings settings, String key, String token) {
    if (!token.matches("[!-~]+")) {
      throw settings.wrong(key, "must be visible ASCII characters without a space");
    }
    return token;
  }

  private static String printable(CheckedSettings settings, String whole) {
    if (!whole.matches("[ -~]+")) {
      throw settings.wrong(WHOLE, "must be one line of printable ASCII: take out what is not");
    }
    return whole;
  }
}
