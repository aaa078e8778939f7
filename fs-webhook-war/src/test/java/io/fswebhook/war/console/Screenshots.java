package io.fswebhook.war.console;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import io.fswebhook.war.it.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a picture of each page of the console: light, dark, and as wide as a phone. Arguments: the
 * folder to put them into, and parts of the names of those wanted; none is all.
 */
public final class Screenshots {

  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  static {
    PAGES.put("log-in", "");
    PAGES.put("first-run", "#/overview");
    PAGES.put("overview", "#/overview");
    PAGES.put("overview-week", "#/overview?range=week");
    PAGES.put("deliveries", "#/deliveries");
    PAGES.put("delivery", "#/deliveries/" + SampleData.DETAILED);
    PAGES.put("dead-letters", "#/dead-letters");
    PAGES.put("dead-letters-replay", "#/dead-letters?handler=ChatAlert");
    PAGES.put("rejections", "#/rejections");
    PAGES.put("rejection", "#/rejections/5");
    PAGES.put("handlers", "#/handlers");
    PAGES.put("viewer-handlers", "#/handlers");
    PAGES.put("plugins", "#/plugins");
    PAGES.put("audit", "#/audit");
    PAGES.put("set-up", "#/set-up");
    PAGES.put("shortcuts", "#/audit");
  }

  private final Browser browser;
  private final PreviewServer server;
  private final Path folder;

  private Screenshots(Browser browser, PreviewServer server, Path folder) {
    this.browser = browser;
    this.server = server;
    this.folder = folder;
  }

  /** Takes them. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    List<String> wanted = List.of(arguments).subList(1, arguments.length);
    try (Browser browser = Browser.start();
        PreviewServer server = PreviewServer.start()) {
      new Screenshots(browser, server, folder).take(wanted);
    }
  }

  private void take(List<String> wanted) {
    for (Look look : Look.values()) {
      PAGES.forEach(
          (name, path) -> {
            if (wanted.isEmpty() || wanted.stream().anyMatch(name::contains)) {
              take(name, path, look);
            }
          });
    }
    browser.takeComplaints().stream()
        .filter(complaint -> !complaint.contains("401"))
        .forEach(System.err::println);
  }

  private void take(String name, String path, Look look) {
    NewContextOptions options =
        new NewContextOptions()
            .setViewportSize(look.width, look.height)
            .setColorScheme(look == Look.DARK ? ColorScheme.DARK : ColorScheme.LIGHT)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setIsMobile(look == Look.PHONE)
            .setTimezoneId("Europe/Zurich");
    try (BrowserContext window = browser.window(options)) {
      window.addCookies(cookies(name));
      Page page = window.newPage();
      page.navigate(server.root().resolve("console/") + path);
      page.waitForLoadState(LoadState.LOAD);
      page.locator("h1").waitFor();
      if (!name.equals("log-in")) {
        page.locator(".live.live").waitFor();
      }
      page.waitForFunction("() => !document.querySelector('.loading')");
      open(page, name);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(folder.resolve(name + "-" + look.suffix + ".png"))
              .setFullPage(page.locator("dialog").count() == 0));
      Object overflow =
          page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (((Number) overflow).intValue() > 0) {
        System.err.println(name + " " + look.suffix + " is too wide by " + overflow + " px");
      }
    }
  }

  private static void open(Page page, String name) {
    if (name.equals("dead-letters-replay")) {
      page.getByText("Replay all that match…").click();
      page.getByText("Replay 12 deliveries").waitFor();
    }
    if (name.equals("shortcuts")) {
      page.locator("h1").waitFor();
      page.keyboard().press("?");
      page.locator("dialog").waitFor();
    }
    if (name.equals("first-run")) {
      page.getByText("Send test event").click();
      page.locator(".arrived .badge").first().waitFor();
    }
  }

  private List<Cookie> cookies(String name) {
    List<Cookie> cookies = new ArrayList<>();
    if (!name.equals("log-in")) {
      cookies.add(cookie("role", name.startsWith("viewer") ? "viewer" : "operator"));
    }
    if (name.equals("first-run")) {
      cookies.add(cookie("first-run", "yes"));
    }
    return cookies;
  }

  private Cookie cookie(String name, String value) {
    return new Cookie(name, value).setUrl(server.root().toString());
  }

  private enum Look {
    LIGHT("light", 1280, 800),
    DARK("dark", 1280, 800),
    PHONE("phone", 360, 740);

    private final String suffix;
    private final int width;
    private final int height;

    Look(String suffix, int width, int height) {
      this.suffix = suffix;
      this.width = width;
      this.height = height;
    }
  }
}
