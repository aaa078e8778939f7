package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/plugins.md says a plugin author has to do. */
class NewPluginIT {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Pattern COMMANDS =
      Pattern.compile("## Write a plugin in five minutes\n.*?```\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE =
      Pattern.compile("```java\n(package com.example;.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void the_plugin_of_the_page_is_made_tested_packed_loaded_and_called() throws Exception {
    String page = Files.readString(Path.of(System.getProperty("it.plugins.page")));
    Path home = folder.resolve("fs-webhook-home");
    Files.createDirectories(home.resolve("plugins"));

    run(found(COMMANDS, page));

    assertThat(folder.resolve("crash-alarm/src/main/java/com/example/CrashAlarm.java"))
        .hasContent(found(CODE, page));
    try (WarProcess check =
        WarCommand.in(folder).start("check", "crash-alarm/target/crash-alarm.jar")) {
      assertThat(check.awaitExit(LIMIT)).as(check.toString()).isZero();
      assertThat(check.out()).contains("handler: CrashAlarm", "version: 1.0.0");
    }
    try (WarProcess receiver =
        WarCommand.in(folder)
            .with("FS_WEBHOOK_SIGNING_SECRETS", "secret")
            .start("serve", "--port", "0")) {
      URI uri = receiver.awaitListening();
      assertThat(receiver.toString()).contains("CrashAlarm");
      try (WarProcess sender =
          WarCommand.in(folder)
              .start(
                  "send",
                  "nativemobile.event.crash",
                  "--secret",
                  "secret",
                  "--url",
                  uri + "/webhook")) {
        assertThat(sender.awaitExit(LIMIT)).as(sender.toString()).isZero();
      }
      Eventually.holds("a line of the crash", LIMIT, () -> crashes(home).matches(".{36} .+\n"));
    }
  }

  private static String crashes(Path home) throws Exception {
    try (var files = Files.walk(home)) {
      Path file = files.filter(each -> each.endsWith("crashes.txt")).findFirst().orElse(null);
      return file == null ? "" : Files.readString(file);
    }
  }

  private void run(String commands) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder(
                "sh",
                "-ec",
                commands.replace(
                    "fs-webhook-war/target/fs-webhook.war", System.getProperty("it.war")))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    shell
        .environment()
        .merge(
            "PATH",
            Path.of(System.getProperty("it.maven"), "bin") + File.pathSeparator,
            (path, maven) -> maven + path);
    shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
    shell
        .environment()
        .put("MAVEN_OPTS", "-Dmaven.repo.local=" + System.getProperty("it.maven.repository"));
    Process process = shell.start();
    try {
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in the page", pattern).isTrue();
    return matcher.group(1);
  }
}
