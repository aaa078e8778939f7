package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of all settings is made of the registry. */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  private static final String COMMAND =
      "mvn -pl fs-webhook-war -am test -Dtest=ConfigurationPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dsettings.page.write=true";

  @Test
  void the_page_says_what_the_registry_says() throws Exception {
    if (Boolean.getBoolean("settings.page.write")) {
      Files.writeString(PAGE, page());
    }

    assertThat(Files.readString(PAGE))
        .as("docs/configuration.md is made of the registry of settings; to write it: " + COMMAND)
        .isEqualTo(page());
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder(introduction());
    for (SettingsRegistry.Group group : SettingsRegistry.GROUPS) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| setting | value | default | restart | |\n|---|---|---|---|---|\n");
      group.settings().forEach(setting -> page.append(row(setting)));
    }
    return page.toString();
  }

  private static String introduction() throws IOException {
    try (InputStream text =
        ConfigurationPageTest.class.getResourceAsStream("configuration-introduction.md")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).formatted(COMMAND);
    }
  }

  private static String row(Setting<?> setting) {
    return "| `%s`%s | %s | %s | %s | %s |\n"
        .formatted(
            setting.name(),
            setting.type().secret() ? ", `…-file`" : "",
            setting.type().rule().replace("<", "\\<"),
            defaultOf(setting),
            setting.isLive() ? "no" : "yes",
            setting.description()
                + (setting.reload() == Setting.Reload.FILE
                    ? " A renewed file is picked up within seconds, without a restart."
                    : ""));
  }

  private static String defaultOf(Setting<?> setting) {
    if (setting.fallbackInWords() == null && setting.fallback() != null) {
      return "`" + setting.fallback() + "`";
    }
    return setting.defaultValue() == null ? "none" : setting.defaultValue();
  }
}
