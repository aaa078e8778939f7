package io.fswebhook.war.cli.shell;

import io.fswebhook.war.cli.line.CliCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a script with which a shell completes commands and options.",
    footer = {
      "",
      "The archive with bin/fs-webhook has them in its folder share.",
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

  @Override
  public Integer call() {
    ShellScripts scripts = new ShellScripts(new CommandTree(spec.root()));
    out()
        .print(
            switch (shell) {
              case bash -> scripts.bash();
              case zsh -> scripts.zsh();
              case fish -> scripts.fish();
            });
    out().flush();
    return 0;
  }
}
