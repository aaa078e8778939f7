package io.fswebhook.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u001b", "\n", "\u007f", "\u0085", "\u00ad", "\u202e", "\u2028", "\ud800"
      })
  void what_could_change_what_is_shown_is_replaced(String harmful) {
    assertThat(Excerpt.of("a" + harmful + "b", 10)).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ~", "Mozilla/5.0 (X11)", "é\u00a0ß", "\ud83d\ude00"})
  void all_else_is_kept(String text) {
    assertThat(Excerpt.of(text, 20)).isEqualTo(text);
  }

  @Test
  void what_is_longer_is_cut() {
    assertThat(Excerpt.of("abcdef", 3)).isEqualTo("abc…");
  }
}
