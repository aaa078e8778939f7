package io.fswebhook.war.cli.line;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have. */
@Command(mixinStandardHelpOptions = true)
public abstract class CliCommand implements Callable<Integer> {

  /** Of the option {@code --home} of what reads the settings. */
  public static final String HOME_DESCRIPTION =
      "Overrides fs.webhook.home, by default ./fs-webhook-home or the unpacked archive.";

  @Spec private CommandSpec spec = CommandSpec.create();
  private @Nullable Terminal terminal;

  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  public final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  protected final void say(@Nullable Object line) {
    out().println(line);
  }

  protected final void say(TextTable table) {
    table.lines(terminal()).forEach(this::say);
  }

  /** Where {@link #out} goes. */
  protected final Terminal terminal() {
    if (terminal == null) { // to ask for its size takes a process
      terminal = Terminal.of(spec.commandLine());
    }
    return terminal;
  }

  /** On standard error, so that standard output has nothing but the result. */
  public final void complain(@Nullable Object line) {
    err().println(line);
  }

  public final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  public final ParameterException wrongUse(@Nullable String message, Throwable cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }
}
