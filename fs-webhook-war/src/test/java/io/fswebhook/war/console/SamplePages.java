package io.fswebhook.war.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pages of the console with sample data, and what has to be done to see all of each. */
final class SamplePages {

  private static final Map<String, String> PATHS = new LinkedHashMap<>();

  static {
    PATHS.put("log-in", "");
    PATHS.put("first-run", "#/overview");
    PATHS.put("overview", "#/overview");
    PATHS.put("overview-week", "#/overview?range=week");
    PATHS.put("alerts", "#/alerts");
    PATHS.put("alert-acknowledge", "#/alerts");
    PATHS.put("deliveries", "#/deliveries");
    PATHS.put("deliveries-filtered", "#/deliveries?state=succeeded");
    PATHS.put("delivery", "#/deliveries/" + SampleData.DETAILED);
    PATHS.put("delivery-of-stream", "#/deliveries/" + SampleStreams.DELIVERY);
    PATHS.put("dead-letters", "#/dead-letters");
    PATHS.put("dead-letters-replay", "#/dead-letters?handler=ChatAlert");
    PATHS.put("dead-letters-selected", "#/dead-letters");
    PATHS.put("operations", "#/operations");
    PATHS.put("operation", "#/operations/" + SampleOperations.RUNNING);
    PATHS.put("rejections", "#/rejections");
    PATHS.put("rejection", "#/rejections/5");
    PATHS.put("rejection-of-stream", "#/rejections/6");
    PATHS.put("handlers", "#/handlers");
    PATHS.put("handler", "#/handlers/ChatAlert");
    PATHS.put("handler-rule-tried", "#/handlers/ChatAlert");
    PATHS.put("handler-gone", "#/handlers/CrashAlarm");
    PATHS.put("viewer-handlers", "#/handlers");
    PATHS.put("plugins", "#/plugins");
    PATHS.put("nodes", "#/nodes");
    PATHS.put("audit", "#/audit");
    PATHS.put("set-up", "#/set-up");
    PATHS.put("viewer-set-up", "#/set-up");
    PATHS.put("shortcuts", "#/audit");
  }

  private SamplePages() {}

  static Set<String> names() {
    return PATHS.keySet();
  }

  /** Opens one and waits until it shows what it has to show. */
  static Page open(String name, PreviewServer server, BrowserContext window) {
    window.addCookies(cookies(name, server));
    Page page = window.newPage();
    page.navigate(server.root().resolve("console/") + PATHS.get(name));
    page.waitForLoadState(LoadState.LOAD);
    page.locator("h1").waitFor();
    if (!name.equals("log-in")) {
      page.locator(".live.live").waitFor();
    }
    page.waitForFunction("() => !document.querySelector('.loading')");
    act(name, page);
    return page;
  }

  private static void act(String name, Page page) {
    switch (name) {
      case "dead-letters-replay" -> {
        page.getByText("Replay all that match…").click();
        page.getByText("Replay 12 deliveries").waitFor();
      }
      case "dead-letters-selected" -> {
        page.getByLabel("Select all rows on this page").check();
        page.getByText("Replay 12 selected…").waitFor();
      }
      case "handler-rule-tried" -> {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try").setExact(true))
            .click();
        page.getByText("Matches: 1, does not match: 1").waitFor();
      }
      case "alert-acknowledge" -> {
        page.getByText("Acknowledge…").first().click();
        page.locator("dialog").waitFor();
      }
      case "shortcuts" -> {
        page.keyboard().press("?");
        page.locator("dialog").waitFor();
      }
      case "first-run" -> {
        page.getByText("Send test event").click();
        page.locator(".arrived .badge").first().waitFor();
      }
      default -> {}
    }
  }

  private static List<Cookie> cookies(String name, PreviewServer server) {
    List<Cookie> cookies = new ArrayList<>();
    if (!name.equals("log-in")) {
      cookies.add(cookie("role", name.startsWith("viewer") ? "viewer" : "operator", server));
    }
    if (name.equals("first-run")) {
      cookies.add(cookie("first-run", "yes", server));
    }
    return cookies;
  }

  private static Cookie cookie(String name, String value, PreviewServer server) {
    return new Cookie(name, value).setUrl(server.root().toString());
  }
}
