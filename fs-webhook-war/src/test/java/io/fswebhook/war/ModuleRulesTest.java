package io.fswebhook.war;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {

  private static final String WAR = "io.fswebhook.war";

  /** Each package, and which others it may use. */
  private static final Map<String, Set<String>> PACKAGES =
      Map.ofEntries(
          entry("launcher", Set.of()),
          entry("settings", Set.of()),
          entry("http", Set.of()),
          entry("telemetry", Set.of("http")),
          entry("console", Set.of("http")),
          entry("standalone", Set.of("settings", "http", "console", "telemetry")),
          entry("access", Set.of("settings", "http")),
          entry("api", Set.of("settings", "http", "access")),
          entry("kafka", Set.of("settings")),
          entry("kafka.client", Set.of("settings", "kafka")),
          entry(
              "runtime",
              Set.of("settings", "http", "access", "api", "alert", "kafka", "telemetry")),
          entry("alert", Set.of("settings", "http")),
          entry("deploy", Set.of("settings", "http", "kafka", "runtime", "telemetry")),
          entry("cli.line", Set.of()),
          entry("cli.inbox", Set.of("settings", "cli.line")),
          entry("cli.receiver", Set.of("settings", "cli.line")),
          entry("cli.shell", Set.of("cli.line")),
          entry("cli.follow", Set.of("settings", "cli.line", "cli.receiver")),
          entry("cli.fullstory", Set.of("settings", "cli.line", "cli.receiver")),
          entry(
              "cli",
              Set.of(
                  "settings",
                  "kafka",
                  "runtime",
                  "standalone",
                  "telemetry",
                  "cli.line",
                  "cli.inbox",
                  "cli.receiver",
                  "cli.shell",
                  "cli.follow",
                  "cli.fullstory")));

  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(WAR);

  @Test
  void packages_have_no_cycles() {
    slices().matching(WAR + ".(*)..").should().beFreeOfCycles().check(MODULE);
  }

  @Test
  void every_package_has_a_rule() {
    assertThat(MODULE.stream().map(JavaClass::getPackageName).collect(toSet()))
        .isEqualTo(packages().collect(toSet()));
  }

  @Test
  void a_package_uses_only_those_it_may() {
    PACKAGES.forEach(
        (name, mayUse) ->
            noClasses()
                .that()
                .resideInAPackage(packageOf(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden(name, mayUse))
                .check(MODULE));
  }

  @Test
  void the_launcher_depends_on_the_jdk_and_a_package_that_does_too() {
    classes()
        .that()
        .resideInAPackage(packageOf("launcher"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            packageOf("launcher"), "io.fswebhook.core.text", "java..", "org.jspecify..")
        .check(MODULE);
  }

  /** A server has neither: both travel outside {@code WEB-INF/lib}. */
  @Test
  void what_runs_on_a_server_uses_neither_jetty_nor_the_command_line_library() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packageOf("standalone"), packageOf("cli") + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "picocli..")
        .check(MODULE);
  }

  /** Of all modules, nested ones aside: those are named with their owners. */
  @Test
  void no_two_types_have_the_same_simple_name() throws IOException {
    Path modules = Path.of("..").toAbsolutePath().normalize();
    try (Stream<Path> files = Files.walk(modules)) {
      Map<String, List<String>> byName =
          files
              .map(file -> modules.relativize(file).toString().replace('\\', '/'))
              .filter(file -> file.contains("src/main/java/") && file.endsWith(".java"))
              .filter(file -> !file.contains("/plugin-template/"))
              .filter(file -> !file.contains("/target/"))
              .filter(file -> !file.endsWith("/package-info.java"))
              .collect(groupingBy(file -> file.substring(file.lastIndexOf('/') + 1)));
      assertThat(byName).hasSizeGreaterThan(400);
      assertThat(byName.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }
  }

  private static String[] forbidden(String name, Set<String> mayUse) {
    Set<String> allowed =
        Stream.concat(Stream.of(name), mayUse.stream())
            .map(ModuleRulesTest::packageOf)
            .collect(toSet());
    return packages().filter(other -> !allowed.contains(other)).toArray(String[]::new);
  }

  private static Stream<String> packages() {
    return PACKAGES.keySet().stream().map(ModuleRulesTest::packageOf);
  }

  private static String packageOf(String name) {
    return WAR + "." + name;
  }
}
