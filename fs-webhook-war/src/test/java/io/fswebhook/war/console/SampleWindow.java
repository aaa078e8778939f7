package io.fswebhook.war.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.fswebhook.war.it.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A browser and a server with sample data for all tests of a class, and a window for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SampleWindow {

  Browser browser;
  PreviewServer server;
  BrowserContext window;

  @BeforeAll
  void start() throws Exception {
    browser = Browser.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    server = PreviewServer.start();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openWindow() {
    window = browser.window(Look.LIGHT.options());
  }

  @AfterEach
  void nobodyComplained() {
    window.close();
    assertThat(browser.takeComplaints()).isEmpty();
  }

  Page open(String name) {
    return SamplePages.open(name, server, window);
  }

  /** Within the page, as a link does. */
  static void go(Page page, String path) {
    page.evaluate("path => { location.hash = '#/' + path; }", path);
  }
}
