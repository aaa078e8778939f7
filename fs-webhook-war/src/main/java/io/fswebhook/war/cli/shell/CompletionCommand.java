package io.fswebhook.war.cli.shell;

import io.fswebhook.war.cli.line.CliCommand;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a script with which a shell completes commands and options.",
    footer = {
      "",
      "bash:  fs-webhook completion bash > ~/.local/share/bash-completion/completions/fs-webhook",
      "zsh:   fs-webhook completion zsh > ~/.fs-webhook.zsh",
      "       echo '. ~/.fs-webhook.zsh' >> ~/.zshrc",
      "fish:  fs-webhook completion fish > ~/.config/fish/completions/fs-webhook.fish"
    })
final class CompletionCommand extends CliCommand {

  private enum Shell {
    bash,
    zsh,
    fish
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private Shell shell = Shell.bash;

  /** The script for bash is also one for zsh. */
  @Override
  public Integer call() {
    CommandSpec program = spec.root();
    out()
        .print(
            shell == Shell.fish
                ? new FishCompletion(new CommandTree(program)).script()
                : AutoComplete.bash(program.name(), program.commandLine()));
    out().flush();
    return 0;
  }
}
