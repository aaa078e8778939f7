package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A receiver with a handler of moods and a browser that looks at its console: one of both for all
 * tests, and a window for each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsoleFixture {

  protected static final String TOKEN = "it-token-of-the-console";

  static final int LIMIT_MILLIS = 60_000;

  Browser browser;
  URI root;
  Sender sender;
  Page page;
  ConsolePage console;
  private Path folder;
  private BrowserContext window;

  /** Starts a receiver with the token, the secret of {@link Sender} and a home in the folder. */
  protected abstract URI start(Path folder, Path home) throws Exception;

  /** Ends it, if it was started. */
  protected abstract void stop();

  @BeforeAll
  void startAll(@TempDir Path folder) throws Exception {
    this.folder = folder;
    browser = Browser.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT_MILLIS);
    Path home = Files.createDirectories(folder.resolve("home"));
    PluginJar.dropInto(home.resolve("plugins"), "Moody", folder.resolve("moody"));
    Files.writeString(
        home.resolve("fs-webhook.properties"), "fs.webhook.handlers.Moody.mood=" + mood() + "\n");
    root = start(folder, home);
    sender = new Sender(root.resolve("webhook"));
  }

  @AfterAll
  void stopAll() {
    stop();
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openWindow() throws Exception {
    Files.deleteIfExists(mood());
    window = browser.window(new com.microsoft.playwright.Browser.NewContextOptions());
    window.setDefaultTimeout(LIMIT_MILLIS);
    page = window.newPage();
    console = new ConsolePage(page, root);
  }

  @AfterEach
  void nobodyComplained() {
    window.close();
    assertThat(browser.takeComplaints()).isEmpty();
  }

  /** Where its jar is. */
  Path plugins() {
    return folder.resolve("home").resolve("plugins");
  }

  /** While this file is there, the handler fails. */
  Path mood() {
    return folder.resolve("bad-mood");
  }
}
