package io.fswebhook.war.cli.receiver;

import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.line.OutputOption;
import jakarta.json.JsonStructure;
import java.io.IOException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** A command that asks a running receiver. */
public abstract class ReceiverCommand extends CliCommand {

  @Mixin private ReceiverOptions receiver = new ReceiverOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public final Integer call() throws InterruptedException {
    return asking(this, () -> run(receiver.client(this)));
  }

  /** What may fail because of the receiver, or for want of it. Returns the exit code. */
  @FunctionalInterface
  interface Asking {

    int run() throws IOException, InterruptedException;
  }

  /** Explains what failed, and returns the exit code in any case. */
  static int asking(CliCommand command, Asking asking) throws InterruptedException {
    try {
      return asking.run();
    } catch (ReceiverProblem e) {
      complainOf(e, command);
      return e.isWrongUse() ? ExitCode.USAGE : ExitCode.SOFTWARE;
    } catch (IOException e) {
      complainOf(e, command);
      return ExitCode.SOFTWARE;
    }
  }

  /**
   * Does it.
   *
   * @return the exit code
   */
  protected abstract int run(ReceiverClient client) throws IOException, InterruptedException;

  protected final boolean isJson() {
    return output.isJson();
  }

  protected final void say(JsonStructure json) {
    say(OutputOption.ascii(json));
  }

  /** On one line, which may come from outside. */
  protected final void sayLine(String line) {
    say(Printable.line(line));
  }

  protected final void complainOf(IOException failure) {
    complainOf(failure, this);
  }

  private static void complainOf(IOException failure, CliCommand command) {
    command.complain(Printable.line(String.valueOf(failure.getMessage())));
  }
}
