package io.fswebhook.war.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

  private final TextTable table =
      new TextTable(Column.of("ID"), Column.ofLongTexts("EVENT"), Column.ofNumbers("SIZE"))
          .row(Cell.of("a"), Cell.of("recording.event.custom"), Cell.of(7))
          .row(Cell.of("bc"), new Cell("note.created", Style.BAD), Cell.of(1024));

  @Test
  void columns_are_as_wide_as_their_widest_text() {
    assertThat(table.lines(Terminal.NONE))
        .containsExactly(
            "ID  EVENT                   SIZE",
            "a   recording.event.custom     7",
            "bc  note.created            1024");
  }

  @Test
  void long_texts_are_cut_to_the_width_of_a_terminal() {
    assertThat(table.lines(new Terminal(24, false)))
        .containsExactly(
            "ID  EVENT           SIZE", "a   recording.e...     7", "bc  note.created    1024");
  }

  @Test
  void what_may_not_be_cut_is_shown_whole_on_a_very_narrow_terminal() {
    assertThat(table.lines(new Terminal(5, false)))
        .containsExactly("ID  EVENT     SIZE", "a   recor...     7", "bc  note....  1024");
  }

  @Test
  void the_columns_that_may_be_cut_share_what_is_left() {
    TextTable two =
        new TextTable(Column.ofLongTexts("A"), Column.ofLongTexts("B"))
            .row(Cell.of("x".repeat(100)), Cell.of("y".repeat(14)));
    assertThat(two.lines(new Terminal(32, false)).get(1))
        .isEqualTo("x".repeat(13) + "...  " + "y".repeat(14));
  }

  @Test
  void names_are_cut_only_where_nothing_else_can_be() {
    TextTable two =
        new TextTable(Column.ofNames("A"), Column.ofLongTexts("B"))
            .row(Cell.of("x".repeat(20)), Cell.of("y".repeat(20)));
    assertThat(two.lines(new Terminal(32, false)).get(1))
        .isEqualTo("x".repeat(20) + "  " + "y".repeat(7) + "...");
    assertThat(two.lines(new Terminal(24, false)).get(1))
        .isEqualTo("x".repeat(11) + "...  " + "y".repeat(5) + "...");
  }

  @Test
  void colours_take_no_room() {
    assertThat(table.lines(new Terminal(80, true)).get(2))
        .isEqualTo("bc  \u001b[31mnote.created\u001b[0m            1024");
  }

  @Test
  void what_comes_from_outside_cannot_act_on_the_terminal() {
    assertThat(
            new TextTable(Column.of("A"))
                .row(Cell.of("\u001b[2J\nx\ty"))
                .lines(Terminal.NONE)
                .get(1))
        .isEqualTo("\\u001b[2J\\u000ax y");
  }

  @Test
  void wide_letters_take_two_columns_and_marks_none() {
    assertThat(
            new TextTable(Column.ofLongTexts("A"), Column.of("B"))
                .row(Cell.of("日本"), Cell.of("x"))
                .row(Cell.of("e\u0301tat"), Cell.of("y"))
                .row(Cell.of("日本語日本語"), Cell.of("z"))
                .lines(new Terminal(12, false)))
        .containsExactly("A          B", "日本       x", "e\u0301tat       y", "日本語...  z");
  }
}
