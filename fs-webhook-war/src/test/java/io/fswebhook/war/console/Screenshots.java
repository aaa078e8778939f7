package io.fswebhook.war.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.fswebhook.war.it.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes a picture of each page of the console: light, dark, and as wide as a phone. Arguments: the
 * folder to put them into, and parts of the names of those wanted; none is all.
 */
public final class Screenshots {

  private Screenshots() {}

  /** Takes them. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    List<String> wanted = List.of(arguments).subList(1, arguments.length);
    try (Browser browser = Browser.start();
        PreviewServer server = PreviewServer.start()) {
      for (Look look : Look.values()) {
        for (String name : SamplePages.names()) {
          String file = name + "-" + look.suffix() + ".png";
          if (wanted.isEmpty() || wanted.stream().anyMatch(file::contains)) {
            take(name, look, browser, server, folder.resolve(file));
          }
        }
      }
    }
    System.out.println("The pictures are in " + folder.toAbsolutePath());
  }

  private static void take(
      String name, Look look, Browser browser, PreviewServer server, Path file) {
    try (BrowserContext window = browser.window(look.options())) {
      Page page = SamplePages.open(name, server, window);
      // A click may have scrolled, and what sticks to the top would be in the middle of the
      // picture.
      page.evaluate("window.scrollTo(0, 0)");
      boolean isWhole = page.locator("dialog").count() == 0;
      page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(isWhole));
    }
  }
}
