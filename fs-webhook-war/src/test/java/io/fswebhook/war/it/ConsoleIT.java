package io.fswebhook.war.it;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The console of {@code java -jar fs-webhook.war}. */
class ConsoleIT extends ConsoleContract {

  private @Nullable WarProcess process;

  @Override
  protected URI start(Path folder, Path home) throws Exception {
    process = command(folder, home).start("serve", "--port", "0");
    return URI.create(process.awaitListening() + "/");
  }

  private static WarCommand command(Path folder, Path home) {
    return WarCommand.in(folder)
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .with("FS_WEBHOOK_ADMIN_TOKEN", TOKEN)
        .java("-Dfs.webhook.home=" + home);
  }

  @Override
  protected void stop() {
    if (process != null) {
      process.close();
    }
  }
}
