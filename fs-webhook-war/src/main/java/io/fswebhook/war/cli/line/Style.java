package io.fswebhook.war.cli.line;

import picocli.CommandLine.Help.Ansi;

/** What a word on a terminal means; without colours, all look the same. */
public enum Style {
  PLAIN(Ansi.Style.reset),
  HEADING(Ansi.Style.bold),
  GOOD(Ansi.Style.fg_green),
  WARN(Ansi.Style.fg_yellow),
  BAD(Ansi.Style.fg_red),
  FAINT(Ansi.Style.faint);

  private final Ansi.Style style;

  Style(Ansi.Style style) {
    this.style = style;
  }

  String applied(String text) {
    return style.on() + text + Ansi.Style.reset.on();
  }
}
