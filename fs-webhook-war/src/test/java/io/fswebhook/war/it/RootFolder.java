package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * A root folder of its own for processes: what is written there is in memory only, and gone at the
 * end. Processes and the network are the machine's.
 */
final class RootFolder implements AutoCloseable {

  private static final int LIMIT_SECONDS = 180;

  /** The mounts are in a name space that ends with this shell, and so do they. */
  private static final String MOUNT =
      """
      mount -t tmpfs none "$0"
      mkdir "$0/changed" "$0/work" "$0/root"
      mount -t overlay overlay -o "lowerdir=$1,upperdir=$0/changed,workdir=$0/work" "$0/root"
      mount -t proc proc "$0/root/proc"
      mount --rbind /dev "$0/root/dev"
      mount -t tmpfs none "$0/root/run"
      """;

  private final Process shell;
  private final Path root;

  private RootFolder(Process shell, Path root) {
    this.shell = shell;
    this.root = root;
  }

  /**
   * Makes one, which takes root and the right to mount.
   *
   * @param folder an empty one
   * @param files what it begins with, such as all of the machine
   * @param more to mount, as commands of the shell; {@code $0/root} is the root
   */
  static RootFolder in(Path folder, Path files, String more) throws Exception {
    InstalledTool.require("unshare");
    InstalledTool.require("nsenter");
    Process shell =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-euc",
                MOUNT + more + "\necho ready\nread -r end",
                folder.toString(),
                files.toString())
            .redirectErrorStream(true)
            .start();
    RootFolder copy = new RootFolder(shell, folder.resolve("root"));
    byte[] said = shell.getInputStream().readNBytes("ready".length());
    if (!new String(said, UTF_8).equals("ready")) {
      String why =
          new String(said, UTF_8) + new String(shell.getInputStream().readAllBytes(), UTF_8);
      System.out.println("NOT RUN: " + why);
      throw new TestAbortedException(why);
    }
    return copy;
  }

  /** A command that root runs there. */
  ProcessBuilder command(String... words) {
    return commandOf("0:0", List.of(words));
  }

  /**
   * A command that runs there.
   *
   * @param user and group, as numbers
   */
  ProcessBuilder commandOf(String user, List<String> words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--mount",
                "--target",
                Long.toString(shell.pid()),
                "chroot",
                "--userspec=" + user,
                root.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("FS_WEBHOOK_"));
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    return builder;
  }

  /** Runs a script there, which has to succeed, and returns what it printed. */
  String run(String script) throws Exception {
    Process process = command("sh", "-euc", script).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed;
    try (InputStream out = process.getInputStream()) {
      printed = new String(out.readAllBytes(), UTF_8);
    }
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s printed %s", script, printed).isZero();
    return printed;
  }

  /** Copies a file of the machine to this path. */
  void take(Path file, String path) throws Exception {
    Process process = command("sh", "-c", "cat >" + path).start();
    try (var in = process.getOutputStream()) {
      Files.copy(file, in);
    }
    assertThat(process.waitFor()).isZero();
  }

  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
    shell.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }
}
