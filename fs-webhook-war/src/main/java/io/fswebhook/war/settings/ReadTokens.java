package io.fswebhook.war.settings;

import io.fswebhook.core.failure.StartException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the tokens of the API: the admin's, and those with a name. */
final class ReadTokens {

  private static final String PREFIX = "fs.webhook.tokens.";
  private static final String ADMIN = "admin";

  private static final Pattern SETTING =
      Pattern.compile("fs\\.webhook\\.tokens\\.(.+)\\.(?:token|token-file|role)");
  private static final Pattern VARIABLE =
      Pattern.compile("FS_WEBHOOK_TOKENS_(.+?)_(?:TOKEN|TOKEN_FILE|ROLE)");

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

  /**
   * A name that stands in the environment alone is taken in lower case. What stands there is listed
   * with dots for its underscores as well.
   */
  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    Set<String> ofEnvironment = new TreeSet<>();
    for (String setting : settings.names()) {
      Matcher dotted = SETTING.matcher(setting);
      Matcher variable = VARIABLE.matcher(setting);
      if (dotted.matches()) {
        names.add(dotted.group(1));
      } else if (variable.matches()) {
        ofEnvironment.add(variable.group(1).toLowerCase(Locale.ROOT));
      }
    }
    names.removeIf(name -> name.contains(".") && ofEnvironment.contains(name.replace('.', '_')));
    ofEnvironment.removeIf(variable -> names.stream().anyMatch(name -> isSame(name, variable)));
    names.addAll(ofEnvironment);
    names.removeIf(name -> !isSet(name));
    return names;
  }

  private static boolean isSame(String name, String variable) {
    return name.replace('-', '_').toLowerCase(Locale.ROOT).equals(variable);
  }

  /** What is blank is not set. */
  private boolean isSet(String name) {
    return Stream.of(".token", ".token" + SecretReader.FILE_SUFFIX, ".role")
        .anyMatch(part -> settings.text(PREFIX + name + part).isPresent());
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
    String stripped = SecretText.checked(where, token.strip());
    if (!BEARER.matcher(stripped).matches()) {
      throw new StartException(
          where + " must be a bearer token: letters, digits and -._~+/ only (value not shown)");
    }
    return stripped;
  }
}
