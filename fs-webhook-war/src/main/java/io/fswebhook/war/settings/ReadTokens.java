package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tokens of the API: the admin's, and those with a name. */
final class ReadTokens {

  private static final String PREFIX = "fs.webhook.tokens.";
  private static final String ADMIN = "admin";

  /** In the environment a name stands in its own case. */
  private static final Pattern SETTING =
      Pattern.compile(
          "(?:fs\\.webhook\\.tokens\\.(.+)\\.(?:token|token-file|role)"
              + "|FS_WEBHOOK_TOKENS_(.+?)_(?:TOKEN|TOKEN_FILE|ROLE))");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");

  /** What RFC 6750 lets a bearer token consist of; the length bounds what is hashed. */
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]{1,1000}=*");

  private static final Map<String, Role> ROLES =
      Map.of(Role.VIEWER.code(), Role.VIEWER, Role.OPERATOR.code(), Role.OPERATOR);

  private final SettingReader settings;
  private final SecretReader secrets;
  private final HomeFolder home;

  ReadTokens(SettingReader settings, SecretReader secrets, HomeFolder home) {
    this.settings = settings;
    this.secrets = secrets;
    this.home = home;
  }

  /** The admin's first, then by name. */
  List<AccessToken> read() {
    List<AccessToken> tokens = new ArrayList<>();
    tokens.add(new AccessToken(ADMIN, Role.OPERATOR, AdminToken.read(secrets, home)));
    names().forEach(name -> tokens.add(named(name)));
    requireDifferent(tokens);
    return List.copyOf(tokens);
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String setting : settings.names()) {
      Matcher matcher = SETTING.matcher(setting);
      if (matcher.matches()) {
        String dotted = matcher.group(1);
        names.add(dotted != null ? dotted : matcher.group(2));
      }
    }
    return names;
  }

  private AccessToken named(String name) {
    String setting = PREFIX + name + ".token";
    if (!NAME.matcher(name).matches()) {
      throw new StartException(
          setting + ": the name of a token must be 1 to 50 letters, digits, '-' and '_'");
    }
    if (name.equals(ADMIN)) {
      throw new StartException(
          setting + " is " + AdminToken.SETTING + ": set that one, or take another name");
    }
    Role role = settings.oneOf(PREFIX + name + ".role", ROLES, Role.VIEWER.code());
    String value =
        secrets
            .secret(setting)
            .orElseThrow(
                () ->
                    new StartException(
                        setting + " must be set, or " + PREFIX + name + ".role be removed"));
    return new AccessToken(name, role, checked(setting, value));
  }

  /** Of two that are the same, nobody could say who it was. */
  private static void requireDifferent(List<AccessToken> tokens) {
    Map<String, String> nameByValue = new HashMap<>();
    for (AccessToken token : tokens) {
      String other = nameByValue.put(token.value(), token.name());
      if (other != null) {
        throw new StartException(
            PREFIX
                + token.name()
                + ".token must not be the same as that of "
                + other
                + " (value not shown)");
      }
    }
  }

  /** The token without white space at its ends. */
  static String checked(String where, String token) {
    String stripped = token.strip();
    if (!BEARER.matcher(stripped).matches()) {
      throw new StartException(
          where + " must be a bearer token: letters, digits and -._~+/ only (value not shown)");
    }
    return stripped;
  }
}
