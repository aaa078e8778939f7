package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;
import static io.fswebhook.war.settings.SettingType.BEARER_TOKEN;
import static io.fswebhook.war.settings.SettingType.choice;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.file.OwnerOnly;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tokens of the API: the admin token, and named ones. */
final class ReadTokens {

  private static final Setting<String> TOKEN =
      optional(
          "tokens.<tokenName>.token",
          BEARER_TOKEN,
          "A further token, by the name shown in the audit log: 1 to 50 letters, digits, `-` and `_`; lower"
              + " case if it is only set in the environment. Generate one with"
              + " `openssl rand -base64 32`.");

  private static final Setting<Role> ROLE =
      setting(
          "tokens.<tokenName>.role",
          choice(
              "choice",
              Arrays.stream(Role.values())
                  .collect(Collectors.toMap(Role::code, Function.identity()))),
          Role.VIEWER.code(),
          "`viewer`: read-only; `operator`: full access.");

  private static final Setting<Instant> EXPIRES_AT =
      optional(
              "tokens.<tokenName>.expires-at",
              SettingType.TIME,
              "From when the token is rejected, and its sessions end. The log and an alert warn 14 days before.")
          .orElse("never");

  static final List<Setting<?>> SETTINGS = List.of(AdminToken.SETTING, TOKEN, ROLE, EXPIRES_AT);

  static final String ADMIN_TOKEN = AdminToken.SETTING.name();

  private static final String ADMIN = "admin";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");

  private ReadTokens() {}

  /** Where the admin's token is kept unless it is set. */
  static Path adminTokenFile(Path home) {
    return home.resolve("admin-token");
  }

  /** The admin token first, then by name. */
  static List<AccessToken> read(SettingReader reader, Path home) {
    List<AccessToken> tokens = new ArrayList<>();
    tokens.add(new AccessToken(ADMIN, Role.OPERATOR, AdminToken.read(reader, home)));
    tokens.addAll(others(reader));
    requireDifferent(tokens);
    return List.copyOf(tokens);
  }

  /** As {@link #read}, except that no admin token is made. */
  static void check(SettingReader reader, Path home) {
    boolean isMade = Files.exists(adminTokenFile(home));
    if (isMade || reader.find(AdminToken.SETTING).isPresent()) {
      read(reader, home);
    } else {
      requireDifferent(others(reader));
    }
  }

  private static List<AccessToken> others(SettingReader reader) {
    Set<String> names = new TreeSet<>(reader.chosen(TOKEN));
    names.addAll(reader.chosen(ROLE));
    names.addAll(reader.chosen(EXPIRES_AT));
    return names.stream().map(name -> named(name, reader)).toList();
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
              + ": set that one, or choose another name");
    }
    @Nullable Instant expiresAt = reader.find(EXPIRES_AT.at(name)).orElse(null);
    return new AccessToken(
        name,
        reader.get(role),
        reader
            .find(token)
            .orElseThrow(
                () ->
                    new StartException(
                        token.name() + " must be set, or " + role.name() + " be removed")),
        expiresAt);
  }

  /** Two equal tokens would not say which caller it was. */
  private static void requireDifferent(List<AccessToken> tokens) {
    Map<String, String> nameByValue = new HashMap<>();
    for (AccessToken token : tokens) {
      String other = nameByValue.put(token.value(), token.name());
      if (other != null) {
        throw TOKEN.at(token.name()).refused("must not be the same as that of " + other, "");
      }
    }
  }

  /** The admin token: set, or generated at the first start and stored in the home. */
  private static final class AdminToken {

    static final Setting<String> SETTING =
        optional(
                "admin.token",
                SettingType.BEARER_TOKEN,
                "The token named `admin`, with the role operator: for the API, the console and `/metrics`."
                    + " All nodes need the same one.")
            .orElse("generated at the first start, in `<home>/admin-token` with mode 0600");

    private AdminToken() {}

    static String read(SettingReader reader, Path home) {
      return reader.find(SETTING).orElseGet(() -> kept(adminTokenFile(home)));
    }

    private static String kept(Path file) {
      if (Files.notExists(file)) {
        make(file);
      }
      return SettingType.BEARER_TOKEN.parse(file.toString(), content(file));
    }

    private static String content(Path file) {
      try {
        String content = TextFile.read("the admin token in " + file, file).strip();
        if (!content.isEmpty()) {
          return content;
        }
      } catch (IOException e) {
        throw new StartException(
            "the admin token in "
                + file
                + " cannot be read ("
                + Reasons.of(e)
                + "): give the user that runs the receiver access, or set "
                + SETTING.name(),
            e);
      }
      throw new StartException(
          "the admin token in "
              + file
              + " is empty: delete the file for a new one, or set "
              + SETTING.name());
    }

    /** Written under another name first, so that the token file is always complete. */
    private static void make(Path file) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      try {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary =
            Files.createTempFile(folder, "admin-token", ".new", OwnerOnly.of("rw-------"));
        Files.writeString(temporary, token + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new StartException(
            "the admin token cannot be written to " + file + " (" + Reasons.of(e) + ")", e);
      }
    }
  }
}
