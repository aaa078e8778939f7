package io.fswebhook.war.api;

import io.fswebhook.core.node.InstalledVersion;
import io.fswebhook.core.verify.VerifySettings;
import io.fswebhook.war.settings.AccessToken;
import io.fswebhook.war.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the receiver is set up; nothing of it is secret. Public for JSON-B.
 *
 * @param streams sorted by name
 * @param inbox {@code sqlite} or {@code postgresql}
 * @param pluginFolders those that are looked into
 * @param advice sentences about settings that are better changed
 */
public record SetupFacts(
    String version,
    Secrets secrets,
    Signature signature,
    List<StreamFacts> streams,
    List<String> pluginFolders,
    String inbox,
    List<String> advice) {

  private static final int SHORTEST_TOKEN = 16;
  private static final String GENERAL_SECRETS = "fs.webhook.signing-secrets";

  /** How many general secrets there are, and which organisations have their own. */
  public record Secrets(int general, List<String> organisations) {}

  /** How signatures are verified. */
  public record Signature(String scheme, List<String> headers, String maxAge, String maxSkew) {

    public Signature(String scheme, List<String> headers, Duration maxAge, Duration maxSkew) {
      this(scheme, headers, maxAge.toString(), maxSkew.toString());
    }
  }

  /** What may be shown of these settings. */
  public static SetupFacts of(Settings settings) {
    VerifySettings verify = settings.receiver().verify();
    return new SetupFacts(
        InstalledVersion.get(),
        new Secrets(
            isSet(GENERAL_SECRETS, settings) ? verify.secrets().size() : 0,
            verify.orgSecrets().keySet().stream().sorted().toList()),
        new Signature(
            verify.scheme().toString(), verify.headers(), verify.maxAge(), verify.maxSkew()),
        StreamFacts.all(settings.receiver().streams()),
        folders(settings),
        settings.receiver().inbox().place().match(file -> "sqlite", server -> "postgresql"),
        advice(settings));
  }

  /**
   * Where only streams are set up there is a random secret, for tests, which counts for nothing.
   */
  static boolean isSet(String setting, Settings settings) {
    return settings.inForce().stream().anyMatch(each -> each.name().equals(setting) && each.set());
  }

  private static List<String> folders(Settings settings) {
    var plugins = settings.receiver().plugins();
    return Stream.concat(Stream.of(plugins.pluginsDir()), plugins.serverLibDirs().stream())
        .map(Path::toAbsolutePath)
        .map(Path::toString)
        .toList();
  }

  private static List<String> advice(Settings settings) {
    List<String> advice = new ArrayList<>();
    for (AccessToken token : settings.tokens()) {
      if (token.value().length() < SHORTEST_TOKEN) {
        advice.add(
            "The token of "
                + token.name()
                + " has fewer than "
                + SHORTEST_TOKEN
                + " characters and can be guessed; take a longer one.");
      }
    }
    return advice;
  }
}
