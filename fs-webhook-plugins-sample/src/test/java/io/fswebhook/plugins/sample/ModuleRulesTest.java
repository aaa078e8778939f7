package io.fswebhook.plugins.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fswebhook.api.EventHandler;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {

  private static final String MODULE = "io.fswebhook.plugins.sample";

  private final JavaClasses module =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(MODULE);

  @Test
  void the_service_file_names_every_handler_and_each_can_be_made() {
    Set<String> handlers =
        module.stream()
            .filter(type -> type.isAssignableTo(EventHandler.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::getName)
            .collect(toSet());

    assertThat(ServiceLoader.load(EventHandler.class))
        .extracting(handler -> handler.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(handlers)
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void a_plugin_uses_only_what_the_receiver_lets_it_see() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            MODULE + "..", "io.fswebhook.api", "java..", "org.slf4j", "org.jspecify..")
        .check(module);
  }
}
