package io.fswebhook.war.it;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** What somebody does with the console in a page. */
record ConsolePage(Page page, URI root) {

  void open(String path) {
    page.navigate(root.resolve("console/") + (path.isEmpty() ? "" : "#/" + path));
  }

  /** Within the page, as a link does. */
  void go(String path) {
    page.evaluate("path => { location.hash = '#/' + path; }", path);
    page.locator("h1").waitFor();
    page.waitForFunction("() => !document.querySelector('.loading')");
  }

  void logIn(String token, String path) {
    open(path);
    page.getByLabel("Access token").fill(token);
    button("Log in").click();
    page.locator(".live.live").waitFor();
    page.waitForFunction("() => !document.querySelector('.loading')");
  }

  /** Notices from now on when something moves on the page by itself. */
  void watchShifts() {
    page.evaluate(
        """
        () => {
          window.shifts = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              window.shifts += entry.value;
            }
          }).observe({ type: "layout-shift" });
        }
        """);
  }

  /** How much of the page has moved, and how far, as browsers measure it; 0 for nothing. */
  double shifts() {
    return ((Number) page.evaluate("() => window.shifts")).doubleValue();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator inDialog(String button) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }
}
