package io.fswebhook.war.cli.shell;

import picocli.AutoComplete;

/** Completion scripts, by shell. */
record ShellScripts(CommandTree tree) {

  private static final String LOAD_COMPLETION = "autoload -U +X compinit && compinit";

  String bash() {
    return AutoComplete.bash(name(), tree.program().commandLine());
  }

  /** Works in a folder of {@code fpath}, and where it is sourced. */
  String zsh() {
    return "#compdef "
        + name()
        + "\n# For the functions below, which zsh reads before the alias that they come with.\n"
        + "function compopt { : }\n"
        + bash()
            .replace(LOAD_COMPLETION, "(( $+functions[compdef] )) || { " + LOAD_COMPLETION + "; }")
        + "\n# Loaded by the first completion, which it then is.\n"
        + "[[ ${funcstack[1]-} != _"
        + name()
        + " ]] || _bash_complete -o default -F _complete_"
        + name()
        + "\n";
  }

  String fish() {
    return new FishCompletion(tree).script();
  }

  private String name() {
    return tree.program().name();
  }
}
