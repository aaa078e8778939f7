package io.fswebhook.war.it;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The console on a Tomcat, below a context root. */
class ConsoleOnTomcatIT extends ConsoleContract {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Pattern STARTED = Pattern.compile("Server startup in");

  private @Nullable WarProcess process;

  @Override
  URI start(Path folder, Path home) throws Exception {
    TomcatServer tomcat =
        TomcatServer.in(folder.resolve("tomcat"))
            .with("-Dfs.webhook.home=" + home)
            .with("-Dfs.webhook.signing-secrets=" + Sender.SECRET)
            .with("-Dfs.webhook.admin.token=" + TOKEN);
    process = tomcat.start();
    process.awaitLine(STARTED, LIMIT);
    return tomcat.receiver();
  }

  @Override
  void stop() {
    if (process != null) {
      process.close();
    }
  }
}
