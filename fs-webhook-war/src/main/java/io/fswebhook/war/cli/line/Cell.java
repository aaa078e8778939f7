package io.fswebhook.war.cli.line;

import io.fswebhook.core.text.Printable;

/** A text in a table. It may come from outside: what would act on a terminal is escaped. */
public record Cell(String text, Style style) {

  public Cell {
    text = Printable.line(text).replace('\t', ' ');
  }

  public static Cell of(Object text) {
    return new Cell(text.toString(), Style.PLAIN);
  }
}
