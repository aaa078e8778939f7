package io.fswebhook.war.cli.shell;

import io.fswebhook.war.cli.line.CliCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "man-page",
    description = "Prints the manual page of all commands.",
    footer = {
      "",
      "Read it:     fs-webhook man-page | man -l -",
      "Install it:  fs-webhook man-page > ~/.local/share/man/man1/fs-webhook.1"
    })
final class ManPageCommand extends CliCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    out().print(new ManPage(new CommandTree(spec.root())).text());
    out().flush();
    return 0;
  }
}
