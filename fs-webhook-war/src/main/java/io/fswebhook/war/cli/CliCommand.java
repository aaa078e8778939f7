package io.fswebhook.war.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have. */
@Command(mixinStandardHelpOptions = true)
abstract class CliCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final void say(@Nullable Object line) {
    out().println(line);
  }

  /** On standard error, so that standard output has nothing but the result. */
  final void complain(@Nullable Object line) {
    err().println(line);
  }

  final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  final ParameterException wrongUse(@Nullable String message, Throwable cause) {
    return new ParameterException(spec.commandLine(), message, cause);
  }
}
