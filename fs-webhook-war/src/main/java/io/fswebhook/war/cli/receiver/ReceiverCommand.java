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
    try {
      return run(receiver.client(this));
    } catch (ReceiverProblem e) {
      complainOf(e);
      return e.isWrongUse() ? ExitCode.USAGE : ExitCode.SOFTWARE;
    } catch (IOException e) {
      complainOf(e);
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
    complain(Printable.line(String.valueOf(failure.getMessage())));
  }
}
