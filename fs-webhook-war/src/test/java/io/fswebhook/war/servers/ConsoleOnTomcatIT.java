package io.fswebhook.war.servers;

import io.fswebhook.war.it.ConsoleContract;
import io.fswebhook.war.it.Sender;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** The console on a Tomcat, below a context root. */
@Tag("long")
class ConsoleOnTomcatIT extends ConsoleContract {

  private static final String CONTEXT = "fs-webhook";

  private @Nullable ServerProcess process;

  @Override
  protected URI start(Path folder, Path home) throws Exception {
    Distribution distribution = Distribution.of("Tomcat 10.1", "tomcat10");
    Server tomcat = new Tomcat("tomcat", distribution.unpacked(), folder.resolve("tomcat"));
    tomcat.deploy(Path.of(Distribution.property("it.war")), CONTEXT);
    process =
        ServerProcess.start(
            tomcat,
            List.of(
                "-Dfs.webhook.home=" + home,
                "-Dfs.webhook.signing-secrets=" + Sender.SECRET,
                "-Dfs.webhook.admin.token=" + TOKEN));
    process.awaitLog("Server startup in");
    return tomcat.uri(CONTEXT);
  }

  @Override
  protected void stop() {
    if (process != null) {
      process.close();
    }
  }
}
