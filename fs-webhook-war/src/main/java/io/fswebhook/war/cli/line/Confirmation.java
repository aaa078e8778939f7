package io.fswebhook.war.cli.line;

import io.fswebhook.core.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks before something that cannot be undone, or that concerns many. */
public final class Confirmation {

  @Option(names = "--yes", description = "Skip the confirmation.")
  private boolean yes;

  /** Whether nothing is asked, so that nothing needs to be counted. */
  public boolean isSkipped() {
    return yes;
  }

  /**
   * Whether the answer is yes; if not, it is said that nothing was done. Asks on standard error, so
   * that standard output contains only the result.
   *
   * @param question what is about to be done, and how much of it
   * @throws picocli.CommandLine.ParameterException if nobody answers, such as in a script
   */
  public boolean isGiven(CliCommand command, String question) throws IOException {
    if (yes) {
      return true;
    }
    command.err().print(Printable.line(question) + " [y/N] ");
    command.err().flush();
    String answer = answer();
    if (answer == null) {
      command.err().println();
      throw command.wrongUse("Nothing was done, since nobody answered. Add --yes to do it");
    }
    if (answer.strip().matches("(?i)y|yes")) {
      return true;
    }
    command.complain("Nothing was done.");
    return false;
  }

  private static @Nullable String answer() throws IOException {
    return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
        .readLine();
  }
}
