package io.fswebhook.plugins.sample.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fswebhook.api.Delivery;
import io.fswebhook.api.EventHandler;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.api.testkit.HandlerHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedSettingsTest {

  private enum Colour {
    RED,
    DARK_BLUE
  }

  @Test
  void a_missing_setting_is_named_in_full_with_what_to_do() throws Exception {
    CheckedSettings settings = settings(Map.of());

    assertThatThrownBy(() -> settings.required("topic", "set it to the topic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fs.webhook.handlers.Probe.topic is not set: set it to the topic");
  }

  @Test
  void what_is_absent_is_its_default() throws Exception {
    CheckedSettings settings = settings(Map.of());

    assertThat(settings.duration("d", Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.flag("f", true)).isTrue();
    assertThat(settings.choice("c", Colour.DARK_BLUE)).isEqualTo(Colour.DARK_BLUE);
    assertThat(settings.list("l")).isEmpty();
    assertThat(settings.startingWith("p.")).isEmpty();
  }

  @Test
  void what_is_set_is_read() throws Exception {
    CheckedSettings settings =
        settings(Map.of("d", "PT1M", "f", "false", "c", "dark-blue", "l", "a, b ,,c"));

    assertThat(settings.duration("d", Duration.ofSeconds(7))).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.flag("f", true)).isFalse();
    assertThat(settings.choice("c", Colour.RED)).isEqualTo(Colour.DARK_BLUE);
    assertThat(settings.list("l")).containsExactly("a", "b", "", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"True", "yes", "1"})
  void a_flag_is_true_or_false_and_nothing_else(String value) throws Exception {
    CheckedSettings settings = settings(Map.of("f", value));

    assertThatThrownBy(() -> settings.flag("f", false))
        .hasMessage("fs.webhook.handlers.Probe.f must be true or false, was '" + value + "'");
  }

  @Test
  void a_choice_that_is_none_is_refused_with_those_there_are() throws Exception {
    CheckedSettings settings = settings(Map.of("c", "DARK_BLUE"));

    assertThatThrownBy(() -> settings.choice("c", Colour.RED))
        .hasMessage("fs.webhook.handlers.Probe.c must be one of red, dark-blue, was 'DARK_BLUE'");
  }

  @Test
  void settings_below_a_prefix_are_listed_with_those_from_files(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
    CheckedSettings settings =
        settings(Map.of("p.one", "1", "p.two-file", file.toString(), "other", "x"));

    assertThat(settings.startingWith("p.")).isEqualTo(Map.of("one", "1", "two", "s3cret"));
  }

  private static CheckedSettings settings(Map<String, String> values) throws Exception {
    Probe probe = new Probe();
    HandlerHarness.Builder builder = HandlerHarness.of(probe);
    values.forEach(builder::setting);
    builder.start().close();
    return CheckedSettings.of(Objects.requireNonNull(probe.context));
  }

  private static final class Probe implements EventHandler {

    private @Nullable HandlerContext context;

    @Override
    public void start(HandlerContext given) {
      context = given;
    }

    @Override
    public void handle(Delivery delivery) {}
  }
}
