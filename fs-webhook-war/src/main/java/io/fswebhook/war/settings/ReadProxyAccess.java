package io.fswebhook.war.settings;

import static io.fswebhook.war.settings.Setting.optional;
import static io.fswebhook.war.settings.Setting.setting;

import io.fswebhook.core.failure.StartException;
import java.util.List;

/** The proxy that logs people in. */
final class ReadProxyAccess {

  private static final Setting<List<NetworkRange>> ADDRESSES =
      optional(
          "auth.proxy.addresses",
          SettingType.NETWORKS,
          "From where a reverse proxy connects that logs people in, for example with OpenID Connect, and passes their name and groups"
              + " in headers. Headers from any other address are ignored.");

  private static final Setting<String> USER_HEADER =
      setting(
          "auth.proxy.user-header",
          SettingType.HEADER,
          "X-Forwarded-User",
          "The header with the name of the user. The proxy must replace what a client sends in it.");

  private static final Setting<String> GROUPS_HEADER =
      setting(
          "auth.proxy.groups-header",
          SettingType.HEADER,
          "X-Forwarded-Groups",
          "The header with the groups of the user, separated by commas. The proxy must replace it too.");

  private static final Setting<List<String>> OPERATORS =
      optional(
          "auth.proxy.operators", SettingType.NAMES, "The groups whose members have full access.");

  private static final Setting<List<String>> VIEWERS =
      optional(
          "auth.proxy.viewers",
          SettingType.NAMES,
          "The groups whose members have read-only access.");

  static final List<Setting<?>> SETTINGS =
      List.of(ADDRESSES, USER_HEADER, GROUPS_HEADER, OPERATORS, VIEWERS);

  private ReadProxyAccess() {}

  static ProxyAccess read(SettingReader reader) {
    ProxyAccess access =
        new ProxyAccess(
            reader.find(ADDRESSES).orElse(List.of()),
            reader.get(USER_HEADER),
            reader.get(GROUPS_HEADER),
            reader.find(OPERATORS).orElse(List.of()),
            reader.find(VIEWERS).orElse(List.of()));
    if (!access.trusted().isEmpty() && access.operators().isEmpty() && access.viewers().isEmpty()) {
      throw new StartException(
          ADDRESSES.name()
              + " is set, so "
              + OPERATORS.name()
              + " or "
              + VIEWERS.name()
              + " must be set too: nobody else gets in");
    }
    return access;
  }
}
