package io.fswebhook.war.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * What a command line did.
 *
 * @param exitCode what it ended with
 * @param out what it printed
 * @param err what it complained about
 */
public record Typed(int exitCode, String out, String err) {

  public static Typed line(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Host host =
        new Host(
            Path.of("no.war"), Path.of("no-folder"), work -> {}, () -> 0, (json, context) -> {});
    CommandLine line =
        Commands.line(host, arguments)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    return new Typed(line.execute(arguments), out.toString(), err.toString());
  }
}
