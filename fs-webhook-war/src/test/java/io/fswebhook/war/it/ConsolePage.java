package io.fswebhook.war.it;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;

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
          window.shifts = [];
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              const moved = entry.sources.map(({ node, previousRect, currentRect }) =>
                `${node?.nodeName} ${node?.className || node?.textContent} from ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}`);
              window.shifts.push(entry.value + ": " + moved.join(", "));
            }
          }).observe({ type: "layout-shift" });
        }
        """);
  }

  /** What has moved on the page, and from where to where; nothing when it is empty. */
  List<?> shifts() {
    return (List<?>) page.evaluate("() => window.shifts");
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
