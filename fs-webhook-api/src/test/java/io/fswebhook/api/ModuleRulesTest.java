package io.fswebhook.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fswebhook.api.testkit.HandlerHarness;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {

  private static final String API = "io.fswebhook.api";
  private static final String TESTKIT = "io.fswebhook.api.testkit";

  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(API);

  @Test
  void both_packages_are_looked_at() {
    assertThat(MODULE.contain(EventHandler.class)).isTrue();
    assertThat(MODULE.contain(HandlerHarness.class)).isTrue();
  }

  @Test
  void the_api_depends_on_the_jdk_and_annotations_only() {
    classes()
        .that()
        .resideInAPackage(API)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(API, "java..", "org.jspecify..")
        .check(MODULE);
  }

  @Test
  void the_test_kit_depends_on_the_jdk_annotations_and_the_api_only() {
    classes()
        .that()
        .resideInAPackage(TESTKIT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(TESTKIT, API, "java..", "javax.crypto..", "org.jspecify..")
        .check(MODULE);
  }
}
