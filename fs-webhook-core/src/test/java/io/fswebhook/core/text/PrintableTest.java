package io.fswebhook.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain ASCII, with \"quotes\" and a \t tab",
        "日本語, Ελληνικά, العربية, हिन्दी, Ünïcödé",
        "an emoji 🚀 and one with a variation ❤\ufe0f"
      })
  void what_is_seen_stays(String text) {
    assertThat(Printable.line(text)).isSameAs(text);
    assertThat(Printable.lines(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00,
        0x07,
        0x08,
        0x0d,
        0x1b,
        0x7f, // C0: bell, backspace, carriage return, escape, delete
        0x80,
        0x85,
        0x9b,
        0x9d, // C1: next line, and what begins a sequence in one character
        0xad,
        0x061c,
        0x200b,
        0x200c,
        0x200d,
        0x200e,
        0x200f,
        0x2060,
        0xfeff, // not seen
        0x202a,
        0x202b,
        0x202c,
        0x202d,
        0x202e,
        0x2066,
        0x2067,
        0x2068,
        0x2069, // directions
        0x2028,
        0x2029, // separators of lines and paragraphs
        0x034f,
        0x115f,
        0x1160,
        0x3164,
        0xffa0, // letters that are drawn as nothing
        0xd800,
        0xdfff // halves of characters
      })
  void what_acts_or_is_not_seen_is_escaped(int character) {
    String text = "a" + (char) character + "b";
    assertThat(Printable.line(text)).isEqualTo("a\\u%04xb", character);
    assertThat(Printable.lines(text)).isEqualTo("a\\u%04xb", character);
  }

  @Test
  void what_is_beyond_the_first_plane_is_escaped_too() {
    assertThat(Printable.line("a" + Character.toString(0xe0041) + "🚀")).isEqualTo("a\\u{e0041}🚀");
  }

  @Test
  void a_line_feed_stays_where_lines_are_meant() {
    assertThat(Printable.line("one\ntwo")).isEqualTo("one\\u000atwo");
    assertThat(Printable.lines("one\ntwo\u001b")).isEqualTo("one\ntwo\\u001b");
  }
}
