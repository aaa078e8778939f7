package io.fswebhook.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {

  private static final ApiVersion HOST = new ApiVersion(2, 3);

  @Test
  void the_host_has_the_version_of_its_api() {
    assertThat(ApiVersion.OF_HOST.major()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3", "2.0", " 2.1 "})
  void what_was_built_against_the_same_or_a_lower_one_is_taken(String version) {
    assertThatCode(() -> HOST.checkUnderstands(declaring(version))).doesNotThrowAnyException();
  }

  @Test
  void what_declares_nothing_is_taken() {
    PluginJar jar = new PluginJar(Path.of("p.jar"), "a.jar", true, List.of(), false, Map.of());

    assertThatCode(() -> HOST.checkUnderstands(jar)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.4", "3.0", "1.9", "2", "", "2.3.1", "two", "2.99999"})
  void anything_else_is_refused(String version) {
    assertThatThrownBy(() -> HOST.checkUnderstands(declaring(version)))
        .isInstanceOf(PluginFailure.class)
        .hasMessageContaining("2.3");
  }

  private static PluginJar declaring(String version) {
    return new PluginJar(
        Path.of("p.jar"), "p.jar", true, List.of(), false, Map.of(ApiVersion.ATTRIBUTE, version));
  }
}
