package io.fswebhook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerSettingTest {

  @ParameterizedTest
  @CsvSource({
    "TEXT, anything, true",
    "INTEGER, -3, true",
    "INTEGER, 3.5, false",
    "INTEGER, 99999999999999999999, false",
    "NUMBER, 3.5, true",
    "NUMBER, 1e3, true",
    "NUMBER, NaN, false",
    "BOOLEAN, false, true",
    "BOOLEAN, no, false",
    "DURATION, PT5S, true",
    "DURATION, 5s, false",
  })
  void a_type_says_which_values_it_accepts(
      HandlerSetting.Type type, String value, boolean accepted) {
    assertThat(type.accepts(value)).isEqualTo(accepted);
  }

  @Test
  void a_name_with_a_star_stands_for_all_that_begin_so() {
    HandlerSetting family = HandlerSetting.text("producer.*", "Passed on.");

    assertThat(family.declares("producer.acks")).isTrue();
    assertThat(family.declares("produce")).isFalse();
    assertThat(HandlerSetting.text("url", "Where to.").declares("url2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "a b", "a*b", "-a"})
  void a_name_that_no_setting_can_have_is_refused(String name) {
    assertThatThrownBy(() -> HandlerSetting.text(name, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_default_of_another_type_is_refused() {
    assertThatThrownBy(() -> HandlerSetting.integer("size", "How many.").orElse("five"))
        .hasMessage("the default of size must be a whole number, was 'five'");
  }
}
