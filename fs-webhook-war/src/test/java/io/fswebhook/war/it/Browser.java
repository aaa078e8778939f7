package io.fswebhook.war.it;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The machine's own Chromium, without a window. What its pages complain of is kept: errors of
 * scripts, and whatever the Content-Security-Policy forbids.
 */
public final class Browser implements AutoCloseable {

  /** The first has no window at all, and takes a third less. */
  private static final List<String> NAMES =
      List.of(
          "chromium-headless-shell",
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable");

  private static final Set<String> COMPLAINING = Set.of("error", "warning");
  private static final String HOW_TO_GET_IT =
      "No Chromium was found on the PATH (looked for "
          + String.join(", ", NAMES)
          + "). Get it by: apt-get install chromium. Or name its file: -Dit.chromium=FILE";

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * Starts it. Where there is none, the test is not run and says so; with {@code
   * -Dit.chromium.required=true} it fails.
   */
  public static Browser start() {
    Path chromium = find().orElseThrow(Browser::missing);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    // Its sandbox does not work for root, and it sees pages of the test's own only.
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))));
  }

  /** A window of its own, with cookies of its own. */
  public BrowserContext window(com.microsoft.playwright.Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(30_000);
    context.onPage(this::listen);
    return context;
  }

  private void listen(Page page) {
    page.onPageError(error -> complaints.add("error: " + error));
    page.onConsoleMessage(
        message -> {
          String text = message.type() + ": " + message.text() + " " + message.location();
          if (COMPLAINING.contains(message.type()) && !isWhoIsIt(text)) {
            complaints.add(text);
          }
        });
  }

  /** The console asks whether somebody is logged in, and a browser writes down that nobody is. */
  private static boolean isWhoIsIt(String complaint) {
    return complaint.contains("status of 401") && complaint.contains("/api/v1/session");
  }

  /** Since it was started, or since they were taken. */
  public List<String> takeComplaints() {
    List<String> taken = new ArrayList<>(complaints);
    complaints.clear();
    return taken;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Optional<Path> find() {
    String named = System.getProperty("it.chromium", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(path.split(java.io.File.pathSeparator, -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static RuntimeException missing() {
    if (Boolean.getBoolean("it.chromium.required")) {
      throw new AssertionError(HOW_TO_GET_IT);
    }
    System.out.println("NOT RUN: the tests of the console. " + HOW_TO_GET_IT);
    return new TestAbortedException(HOW_TO_GET_IT);
  }
}
