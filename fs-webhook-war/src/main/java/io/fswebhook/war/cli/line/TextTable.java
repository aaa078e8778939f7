package io.fswebhook.war.cli.line;

import io.fswebhook.war.cli.line.Column.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows below headings. On a terminal, long texts are cut to its width; elsewhere nothing is. */
public final class TextTable {

  private static final String GAP = "  ";
  private static final int NARROWEST = 8;

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  public TextTable(Column... columns) {
    this.columns = List.of(columns);
  }

  public TextTable row(Cell... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have " + columns.size() + " cells, had " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The headings, and a line for each row. */
  public List<String> lines(Terminal terminal) {
    int[] widths = widths(terminal);
    List<Cell> headings =
        columns.stream().map(column -> new Cell(column.heading(), Style.HEADING)).toList();
    return Stream.concat(Stream.of(headings), rows.stream())
        .map(row -> line(row, widths, terminal))
        .toList();
  }

  private int[] widths(Terminal terminal) {
    int[] widths = IntStream.range(0, columns.size()).map(this::widest).toArray();
    int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - terminal.width();
    while (excess > 0) {
      int widest = widest(widths, Cut.FIRST);
      if (widest < 0) {
        widest = widest(widths, Cut.LAST);
      }
      if (widest < 0) {
        return widths;
      }
      widths[widest]--;
      excess--;
    }
    return widths;
  }

  private int widest(int column) {
    int heading = columns.get(column).heading().length();
    return rows.stream()
        .mapToInt(row -> TextWidth.of(row.get(column).text()))
        .reduce(heading, Math::max);
  }

  /** Of those that can still be cut; -1 if there is none. */
  private int widest(int[] widths, Cut cut) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean mayBeCut = columns.get(i).cut() == cut && widths[i] > NARROWEST;
      if (mayBeCut && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private String line(List<Cell> row, int[] widths, Terminal terminal) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = TextWidth.cut(row.get(i).text(), widths[i]);
      String blank = " ".repeat(widths[i] - TextWidth.of(text));
      String shown = terminal.shown(text, row.get(i).style());
      line.append(i == 0 ? "" : GAP)
          .append(columns.get(i).isNumber() ? blank + shown : shown + blank);
    }
    return line.toString().stripTrailing();
  }
}
