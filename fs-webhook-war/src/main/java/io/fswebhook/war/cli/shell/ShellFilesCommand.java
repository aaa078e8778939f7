package io.fswebhook.war.cli.shell;

import io.fswebhook.war.cli.line.CliCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "shell-files",
    hidden = true,
    description = "Writes completion scripts and manual page where shells look. Run by the build.")
final class ShellFilesCommand extends CliCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The folder share of an installation.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    CommandTree tree = new CommandTree(spec.root());
    String name = tree.program().name();
    ShellScripts scripts = new ShellScripts(tree);
    Map<String, String> files =
        Map.of(
            "bash-completion/completions/" + name, scripts.bash(),
            "zsh/site-functions/_" + name, scripts.zsh(),
            "fish/vendor_completions.d/" + name + ".fish", scripts.fish(),
            "man/man1/" + name + ".1", new ManPage(tree).text());
    for (Map.Entry<String, String> each : files.entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
    }
    return 0;
  }
}
