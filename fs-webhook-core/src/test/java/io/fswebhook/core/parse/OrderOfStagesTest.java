package io.fswebhook.core.parse;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.VerifiedRequest;
import io.fswebhook.core.verify.Verifier;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is not verified cannot be parsed: no such code compiles. */
class OrderOfStagesTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.fswebhook");

  @Test
  void only_the_verifier_makes_verified_requests_and_only_of_raw_ones() {
    assertThat(VerifiedRequest.class).isFinal();
    assertThat(constructors(VerifiedRequest.class)).noneMatch(OrderOfStagesTest::isOpen);
    assertThat(openMethods(Verifier.class))
        .singleElement()
        .satisfies(method -> assertThat(method.getParameterTypes()).containsOnly(RawRequest.class))
        .returns(VerifiedRequest.class, Method::getReturnType);
  }

  @Test
  void only_the_parser_makes_parsed_requests_and_only_of_verified_ones() {
    assertThat(ParsedRequest.class).isFinal();
    assertThat(constructors(ParsedRequest.class)).noneMatch(OrderOfStagesTest::isOpen);
    assertThat(openMethods(ParsedRequest.class))
        .noneMatch(method -> Modifier.isStatic(method.getModifiers()));
    assertThat(openMethods(EventParser.class))
        .singleElement()
        .satisfies(
            method -> assertThat(method.getParameterTypes()).containsOnly(VerifiedRequest.class))
        .returns(ParsedRequest.class, Method::getReturnType);
  }

  /**
   * The catalogue names events and makes samples; nothing of it takes a body. Schemas are held
   * against values, which are not events.
   */
  @Test
  void the_parser_is_the_only_way_from_a_body_to_its_event() {
    assertThat(
            MAIN.stream().filter(type -> type.getPackageName().equals("io.fswebhook.core.parse")))
        .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .extracting(type -> type.getSimpleName())
        .containsExactlyInAnyOrder(
            "EventParser",
            "ParsedRequest",
            "MalformedPayloadException",
            "EventCatalogue",
            "EventType",
            "JsonReader",
            "JsonDocument",
            "StreamDuplicates",
            "RedactBody");
    assertThat(
            Stream.of(EventCatalogue.class, EventType.class, JsonReader.class)
                .flatMap(OrderOfStagesTest::openMethods))
        .extracting(Method::getReturnType)
        .isNotEmpty()
        .noneMatch(WebhookEvent.class::isAssignableFrom);
    assertThat(openMethods(StreamDuplicates.class))
        .filteredOn(method -> method.getReturnType() == ParsedRequest.class)
        .singleElement()
        .satisfies(
            method -> assertThat(method.getParameterTypes()).containsOnly(ParsedRequest.class));
  }

  @Test
  void only_the_inbox_restores_what_was_verified_before() {
    assertThat(MAIN.contain(VerifiedRequest.class)).isTrue();
    noClasses()
        .that(not(resideInAPackage("io.fswebhook.core.inbox..")))
        .should()
        .callMethod(
            VerifiedRequest.class,
            "restored",
            byte[].class,
            String.class,
            Instant.class,
            Instant.class)
        .check(MAIN);
  }

  private static Stream<Constructor<?>> constructors(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors());
  }

  private static Stream<Method> openMethods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).filter(OrderOfStagesTest::isOpen);
  }

  private static boolean isOpen(Executable member) {
    return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
  }
}
