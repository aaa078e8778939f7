package io.fswebhook.war.console;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.Locale;

/** How somebody looks at the console. */
enum Look {
  LIGHT(1280, 800),
  DARK(1280, 800),
  PHONE(390, 844);

  private final int width;
  private final int height;

  Look(int width, int height) {
    this.width = width;
    this.height = height;
  }

  String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }

  private ColorScheme scheme() {
    return this == DARK ? ColorScheme.DARK : ColorScheme.LIGHT;
  }

  /** Looks so at a page that is open. */
  void on(Page page) {
    page.setViewportSize(width, height);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme()));
  }

  NewContextOptions options() {
    return new NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(scheme())
        .setReducedMotion(ReducedMotion.REDUCE)
        .setIsMobile(this == PHONE)
        .setTimezoneId("Europe/Zurich");
  }
}
