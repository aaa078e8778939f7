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

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator inDialog(String button) {
    return page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }
}
