package io.fswebhook.war.settings;

import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.dispatch.RetryPolicy;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.plugin.HandlerSettings;
import io.fswebhook.core.plugin.PluginSettings;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.VerifySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings. */
public final class SettingsLoader {

  private SettingsLoader() {}

  /** The settings; what is in the overrides is stronger than any source. */
  public static Settings load(Map<String, String> overrides, Path defaultHome) {
    String secrets = overrides.getOrDefault("fs.webhook.signing-secrets", "");
    if (secrets.isEmpty()) {
      throw new StartException("fs.webhook.signing-secrets is not set.");
    }
    Path home = Path.of(overrides.getOrDefault("fs.webhook.home", defaultHome.toString()));
    return new Settings(
        home,
        new ReceiverSettings(
            new VerifySettings(
                List.of(secrets),
                Map.of(),
                List.of("Fullstory-Signature"),
                SignatureScheme.FULLSTORY,
                Duration.ofHours(24),
                Duration.ofMinutes(5)),
            new InboxSettings(home.resolve("data/inbox.db"), true, Duration.ofDays(30)),
            new PluginSettings(home.resolve("plugins"), List.of(), home.resolve("data")),
            name ->
                new HandlerSettings(
                    true, 4, Duration.ofSeconds(30), 12, key -> Optional.empty(), Map.of()),
            new RetryPolicy(Duration.ofSeconds(1), 3, Duration.ofHours(1), 0.2)),
        new HttpSettings(
            overrides.getOrDefault("fs.webhook.http.host", "127.0.0.1"),
            Integer.parseInt(overrides.getOrDefault("fs.webhook.http.port", "8080")),
            null,
            null),
        1048576,
        false,
        "token");
  }
}
