package io.fswebhook.war.runtime;

import io.fswebhook.api.EventHandler;
import io.fswebhook.core.verify.VerifySettings;
import io.fswebhook.war.api.SetupFacts;
import io.fswebhook.war.settings.AccessToken;
import io.fswebhook.war.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells what of the settings may be shown. */
final class DescribeSetup {

  private static final int SHORTEST_TOKEN = 16;

  private DescribeSetup() {}

  static SetupFacts of(Settings settings) {
    VerifySettings verify = settings.receiver().verify();
    return new SetupFacts(
        version(),
        new SetupFacts.Secrets(
            verify.secrets().size(), verify.orgSecrets().keySet().stream().sorted().toList()),
        new SetupFacts.Signature(
            verify.scheme().toString(), verify.headers(), verify.maxAge(), verify.maxSkew()),
        folders(settings),
        settings.receiver().inbox().place().match(file -> "sqlite", server -> "postgresql"),
        advice(settings));
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

  /** All modules have the same. */
  private static String version() {
    String version = EventHandler.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
