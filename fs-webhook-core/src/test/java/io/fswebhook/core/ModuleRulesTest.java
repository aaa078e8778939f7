package io.fswebhook.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {

  private static final String CORE = "io.fswebhook.core";

  /** Each stage, and what it may use: only what comes before it on a delivery's way. */
  private static final Map<String, Set<String>> STAGES =
      Map.ofEntries(
          entry("failure", Set.of("text")),
          entry("lifecycle", Set.of()),
          entry("observe", Set.of()),
          entry("node", Set.of()),
          entry("text", Set.of()),
          entry("file", Set.of()),
          entry("trace", Set.of()),
          entry("verify", Set.of("failure", "trace")),
          entry("parse", Set.of("failure", "verify")),
          entry("schema", Set.of("failure", "text", "parse")),
          entry("inbox", Set.of("failure", "text", "verify", "parse", "node")),
          entry("inbox.jdbc", Set.of()),
          entry(
              "inbox.commit",
              Set.of("failure", "lifecycle", "verify", "parse", "inbox", "inbox.jdbc")),
          entry(
              "inbox.log",
              Set.of("failure", "file", "lifecycle", "text", "trace", "verify", "inbox")),
          entry(
              "inbox.operate",
              Set.of("failure", "lifecycle", "inbox", "inbox.jdbc", "inbox.commit")),
          entry("inbox.read", Set.of("failure", "inbox", "inbox.jdbc", "inbox.operate")),
          entry(
              "inbox.sql",
              Set.of(
                  "lifecycle",
                  "parse",
                  "inbox",
                  "inbox.commit",
                  "inbox.operate",
                  "inbox.read",
                  "observe")),
          entry(
              "inbox.sqlite",
              Set.of(
                  "failure",
                  "file",
                  "lifecycle",
                  "verify",
                  "parse",
                  "inbox",
                  "inbox.jdbc",
                  "inbox.commit",
                  "inbox.log",
                  "inbox.operate",
                  "inbox.read",
                  "inbox.sql",
                  "observe",
                  "text",
                  "trace")),
          entry(
              "inbox.postgres",
              Set.of(
                  "failure",
                  "lifecycle",
                  "verify",
                  "parse",
                  "inbox",
                  "inbox.jdbc",
                  "inbox.commit",
                  "inbox.operate",
                  "inbox.read",
                  "inbox.sql",
                  "node",
                  "observe",
                  "text",
                  "trace")),
          entry("topic", Set.of("text", "trace", "verify", "parse", "node", "inbox", "inbox.log")),
          entry("explain", Set.of("verify", "inbox", "text")),
          entry("reject", Set.of("failure", "lifecycle", "verify", "inbox", "explain")),
          entry(
              "alert",
              Set.of("failure", "lifecycle", "text", "verify", "inbox", "observe", "node")),
          entry("activity", Set.of("failure", "lifecycle", "inbox", "observe")),
          entry("rule", Set.of("text", "verify", "parse")),
          entry("plugin", Set.of("failure", "lifecycle", "text", "rule")),
          entry(
              "dispatch",
              Set.of(
                  "failure",
                  "lifecycle",
                  "verify",
                  "parse",
                  "inbox",
                  "rule",
                  "plugin",
                  "observe",
                  "text",
                  "trace")));

  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(CORE);

  @Test
  void core_knows_nothing_of_servers_and_rest() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "org.glassfish..", "org.eclipse.jetty..")
        .check(MODULE);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching(CORE + ".(**)").should().beFreeOfCycles().check(MODULE);
  }

  @Test
  void every_package_is_a_stage_with_a_rule() {
    assertThat(MODULE.stream().map(JavaClass::getPackageName).collect(toSet()))
        .isEqualTo(packages().collect(toSet()));
  }

  @Test
  void a_stage_uses_only_what_comes_before_it() {
    STAGES.forEach(
        (stage, mayUse) ->
            noClasses()
                .that()
                .resideInAPackage(packageOf(stage))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden(stage, mayUse))
                .check(MODULE));
  }

  private static String[] forbidden(String stage, Set<String> mayUse) {
    Set<String> allowed =
        Stream.concat(Stream.of(stage), mayUse.stream())
            .map(ModuleRulesTest::packageOf)
            .collect(toSet());
    return packages().filter(other -> !allowed.contains(other)).toArray(String[]::new);
  }

  /** All stages, and the package of the whole way, which none of them may use. */
  private static Stream<String> packages() {
    return Stream.concat(Stream.of(CORE), STAGES.keySet().stream().map(ModuleRulesTest::packageOf));
  }

  private static String packageOf(String stage) {
    return CORE + "." + stage;
  }
}
