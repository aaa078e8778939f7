package io.fswebhook.war.settings;

import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.plugin.PluginSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the receiver, validated.
 *
 * @param home the folder for everything that survives a restart
 * @param receiver the settings of core
 * @param kafka what receipts go through; null for directly into the inbox
 * @param roles what this node does
 * @param http how the standalone server listens
 * @param forwarded whether a reverse proxy sets forwarding headers
 * @param maxBodySize in bytes
 * @param redact the JSON pointers of values that are masked where bodies are shown
 * @param alerts when something needs attention, and who is told
 * @param metricsPublic whether metrics need no token
 * @param jsonLog whether the standalone server logs JSON
 * @param proxy that logs people in
 * @param tokens for the API, the metrics and the console; the first one is the admin token
 * @param inForce all settings as they may be shown
 * @param source where they were read from
 */
public record Settings(
    Path home,
    ReceiverSettings receiver,
    @Nullable TopicSettings kafka,
    Set<NodeRole> roles,
    HttpSettings http,
    boolean forwarded,
    int maxBodySize,
    List<String> redact,
    AlertSettings alerts,
    boolean metricsPublic,
    boolean jsonLog,
    ProxyAccess proxy,
    List<AccessToken> tokens,
    List<SettingInForce> inForce,
    SettingsSource source) {

  public Settings {
    roles = Set.copyOf(roles);
    redact = List.copyOf(redact);
    tokens = List.copyOf(tokens);
    inForce = List.copyOf(inForce);
  }

  /** The same, with these plugins in development, see {@link PluginSettings#watching}. */
  public Settings watching(List<Path> plugins) {
    ReceiverSettings watching =
        new ReceiverSettings(
            receiver.verify(),
            receiver.streams(),
            receiver.schemas(),
            receiver.inbox(),
            receiver.plugins().watching(plugins),
            receiver.handlers(),
            receiver.rejections());
    return new Settings(
        home,
        watching,
        kafka,
        roles,
        http,
        forwarded,
        maxBodySize,
        redact,
        alerts,
        metricsPublic,
        jsonLog,
        proxy,
        tokens,
        inForce,
        source);
  }

  /** Where an operator finds the admin's token: a file, or the setting that has it. */
  public String adminTokenPlace() {
    boolean isSet =
        inForce.stream().anyMatch(each -> each.name().equals(ReadTokens.ADMIN_TOKEN) && each.set());
    return isSet
        ? ReadTokens.ADMIN_TOKEN
        : ReadTokens.adminTokenFile(home).toAbsolutePath().toString();
  }
}
