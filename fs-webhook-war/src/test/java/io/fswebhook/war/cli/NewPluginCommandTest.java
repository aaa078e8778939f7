package io.fswebhook.war.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewPluginCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"crashAlarm", "Crash Alarm", "../Crash", "", "Crash.Alarm"})
  void a_name_that_is_no_class_name_is_wrong_use(String name) {
    Typed typed = Typed.line("new-plugin", "--into", folder.resolve("new").toString(), name);

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).startsWith("NAME ").contains("class name", name);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Com.example", "com..example", "../up", "com.1st"})
  void a_package_that_is_none_is_wrong_use(String javaPackage) {
    Typed typed = Typed.line("new-plugin", "--package", javaPackage, "CrashAlarm");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("--package must be a Java package", "was " + javaPackage);
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.new, CrashAlarm, '--package must not contain a Java keyword, contained new'",
    "java.alarms, CrashAlarm, 'Java''s own, was java.alarms'",
    "com.example, MobileCrash, 'NAME must not be a class name that the template uses, was MobileCrash'",
    "com.example, String, 'NAME must not be a class name that the template uses, was String'"
  })
  void what_would_not_compile_is_wrong_use(String javaPackage, String name, String rule) {
    Path into = folder.resolve("new");

    Typed typed =
        Typed.line("new-plugin", "--into", into.toString(), "--package", javaPackage, name);

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(rule);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothing_is_written_over() throws Exception {
    Path mine = Files.writeString(folder.resolve("pom.xml"), "mine");

    Typed typed = Typed.line("new-plugin", "--into", folder.toString(), "CrashAlarm");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(folder.toString(), "there is something in it already");
    assertThat(mine).hasContent("mine");
  }
}
