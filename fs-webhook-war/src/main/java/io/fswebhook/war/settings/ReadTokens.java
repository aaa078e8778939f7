package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.BEARER_TOKEN;
import static io.fswebhook.war.settings.SettingType.choice;

import io.fswebhook.core.failure.StartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tokens of the API: the admin's, and those with a name. */
final class ReadTokens {

  private static final Setting<String> TOKEN =
      optional(
          "tokens.<tokenName>.token",
          BEARER_TOKEN,
          "A token for somebody else, by the name that the audit shows: 1 to 50 letters, digits, `-`"
              + " and `_`, and in lower case if it is set in the environment alone. Make one with"
              + " `openssl rand -base64 32`.");

  private static final Setting<Role> ROLE =
      setting(
          "tokens.<tokenName>.role",
          choice(
              "choice",
              Arrays.stream(Role.values())
                  .collect(Collectors.toMap(Role::code, Function.identity()))),
          Role.VIEWER.code(),
          "`viewer`: sees everything; `operator`: does everything.");

  static final List<Setting<?>> SETTINGS = List.of(AdminToken.SETTING, TOKEN, ROLE);

  private static final String ADMIN = "admin";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");

  private ReadTokens() {}

  /** The admin's first, then by name. */
  static List<AccessToken> read(SettingReader reader, Path home) {
    List<AccessToken> tokens = new ArrayList<>();
    tokens.add(new AccessToken(ADMIN, Role.OPERATOR, AdminToken.read(reader, home)));
    Set<String> names = new TreeSet<>(reader.chosen(TOKEN));
    names.addAll(reader.chosen(ROLE));
    names.forEach(name -> tokens.add(named(name, reader)));
    requireDifferent(tokens);
    return List.copyOf(tokens);
  }

  private static AccessToken named(String name, SettingReader reader) {
    Setting<String> token = TOKEN.at(name);
    Setting<Role> role = ROLE.at(name);
    if (!NAME.matcher(name).matches()) {
      throw new StartException(
          token.name() + ": the name of a token must be 1 to 50 letters, digits, '-' and '_'");
    }
    if (name.equals(ADMIN)) {
      throw new StartException(
          token.name()
              + " is "
              + AdminToken.SETTING.name()
              + ": set that one, or take another name");
    }
    return new AccessToken(
        name,
        reader.get(role),
        reader
            .find(token)
            .orElseThrow(
                () ->
                    new StartException(
                        token.name() + " must be set, or " + role.name() + " be removed")));
  }

  /** Of two that are the same, nobody could say who it was. */
  private static void requireDifferent(List<AccessToken> tokens) {
    Map<String, String> nameByValue = new HashMap<>();
    for (AccessToken token : tokens) {
      String other = nameByValue.put(token.value(), token.name());
      if (other != null) {
        throw TOKEN.at(token.name()).refused("must not be the same as that of " + other, "");
      }
    }
  }
}
