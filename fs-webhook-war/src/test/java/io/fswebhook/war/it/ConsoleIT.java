package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console of {@code java -jar fs-webhook.war}. */
@Tag("long")
class ConsoleIT extends ConsoleContract {

  private static final List<String> PAGES =
      List.of(
          "overview",
          "alerts",
          "deliveries",
          "dead-letters",
          "rejections",
          "handlers",
          "handlers/Moody",
          "plugins",
          "nodes",
          "operations",
          "audit",
          "set-up",
          "nothing-like-it");

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

  /** Whatever serves it. */
  @Test
  @Order(9)
  void every_page_keeps_nobody_out_in_light_and_dark() {
    console.logIn(TOKEN, "overview");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (String name : PAGES) {
        console.go(name);
        assertThat(Axe.violationsIn(page)).as(name + " " + scheme).isEmpty();
      }
    }
  }
}
