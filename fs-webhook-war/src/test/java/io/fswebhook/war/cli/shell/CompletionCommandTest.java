package io.fswebhook.war.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.cli.Typed;
import io.fswebhook.war.it.Eventually;
import io.fswebhook.war.it.InstalledTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

  private static final String BASH =
      "source %s; compopt() { :; }; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='%2$s';"
          + " COMP_POINT=${#COMP_LINE}; _complete_fs-webhook; printf '%%s\\n' \"${COMPREPLY[@]}\"";

  @TempDir private Path folder;

  @Test
  void bash_completes_commands_and_options() throws Exception {
    Path script = script("bash");
    assertThat(run("bash", "-c", BASH.formatted(script, "fs-webhook ver")))
        .containsExactly("verify");
    assertThat(run("bash", "-c", BASH.formatted(script, "fs-webhook handlers rem")))
        .containsExactly("remove");
    assertThat(run("bash", "-c", BASH.formatted(script, "fs-webhook send --conc")))
        .containsExactly("--concurrency");
    assertThat(run("bash", "-c", BASH.formatted(script, "fs-webhook send --output js")))
        .containsExactly("json");
  }

  @Test
  void zsh_reads_the_script() throws Exception {
    InstalledTool.require("zsh");
    assertThat(run("zsh", "-f", "-c", "source " + script("zsh") + "; print ${_comps[fs-webhook]}"))
        .singleElement()
        .asString()
        .contains("_complete_fs-webhook");
  }

  @Test
  void zsh_finds_the_script_by_its_name() throws Exception {
    InstalledTool.require("zsh");
    Files.move(script("zsh"), folder.resolve("_fs-webhook"));
    assertThat(
            run(
                "zsh",
                "-f",
                "-c",
                "fpath=($PWD $fpath); autoload -U compinit; compinit -u -d dump;"
                    + " print ${_comps[fs-webhook]}"))
        .containsExactly("_fs-webhook");
  }

  @Test
  void zsh_completes_from_the_first_time_on_without_a_complaint() throws Exception {
    InstalledTool.require("zsh");
    InstalledTool.require("tmux");
    Files.move(script("zsh"), folder.resolve("_fs-webhook"));
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "20", "zsh -f");
    try {
      tmux("send-keys", "fpath=($PWD $fpath); autoload -U compinit; compinit -u -d dump", "Enter");
      tmux("send-keys", "print rea''dy", "Enter");
      isShown("ready");
      tmux("send-keys", "fs-webhook send --conc", "Tab");
      isShown("fs-webhook send --concurrency");
      assertThat(screen()).doesNotContain("not found");
    } finally {
      tmux("kill-server");
    }
  }

  private void isShown(String text) throws Exception {
    Eventually.holds(text, Duration.ofSeconds(60), () -> screen().contains(text));
  }

  private String screen() throws Exception {
    return String.join("\n", tmux("capture-pane", "-p"));
  }

  private List<String> tmux(String... arguments) throws Exception {
    return run(
        Stream.concat(
                Stream.of("tmux", "-S", folder.resolve("socket").toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void the_files_of_an_installation_are_those_that_are_printed() throws Exception {
    Path share = folder.resolve("share");
    assertThat(Typed.line("shell-files", share.toString())).isEqualTo(new Typed(0, "", ""));
    assertThat(share.resolve("bash-completion/completions/fs-webhook"))
        .hasSameTextualContentAs(script("bash"));
    assertThat(share.resolve("zsh/site-functions/_fs-webhook"))
        .hasSameTextualContentAs(script("zsh"));
    assertThat(share.resolve("fish/vendor_completions.d/fs-webhook.fish"))
        .hasSameTextualContentAs(script("fish"));
    assertThat(share.resolve("man/man1/fs-webhook.1"))
        .content()
        .isEqualTo(Typed.line("man-page").out())
        .doesNotContain("shell-files");
  }

  @Test
  void fish_completes_commands_options_values_and_files_with_descriptions() throws Exception {
    InstalledTool.require("fish");
    Files.writeString(folder.resolve("a-secret"), "");
    assertThat(fish("fs-webhook ver"))
        .containsExactly("verify\tChecks whether a signed body would be accepted, and why not.");
    assertThat(fish("fs-webhook handlers rem"))
        .containsExactly("remove\tRemoves the subscription of a handler whose plugin is gone.");
    assertThat(fish("fs-webhook send --conc"))
        .singleElement()
        .asString()
        .startsWith("--concurrency\t");
    assertThat(fish("fs-webhook --no-such x send --output js"))
        .singleElement()
        .asString()
        .startsWith("json\t");
    assertThat(fish("fs-webhook send --secret-file a-s"))
        .singleElement()
        .asString()
        .startsWith("a-secret");
  }

  @Test
  void an_unknown_shell_is_refused_with_those_there_are() {
    Typed typed = Typed.line("completion", "csh");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("SHELL", "bash, zsh, fish", "csh");
  }

  private List<String> fish(String typed) throws Exception {
    return run("fish", "-c", "source " + script("fish") + "; complete -C '" + typed + "'");
  }

  private Path script(String shell) throws IOException {
    Typed typed = Typed.line("completion", shell);
    assertThat(typed.exitCode()).isZero();
    return Files.writeString(folder.resolve("completion." + shell), typed.out());
  }

  private List<String> run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
