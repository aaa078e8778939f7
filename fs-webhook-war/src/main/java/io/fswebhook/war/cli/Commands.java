package io.fswebhook.war.cli;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.NearestName;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.text.RedactedUrl;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.war.cli.follow.FollowCommands;
import io.fswebhook.war.cli.fullstory.FullStoryCommands;
import io.fswebhook.war.cli.inbox.InboxCommands;
import io.fswebhook.war.cli.line.CommandList;
import io.fswebhook.war.cli.receiver.ReceiverCommands;
import io.fswebhook.war.cli.shell.ShellCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** All commands, and how their failures are reported. */
@Command(
    name = "fs-webhook",
    description = "Receives FullStory webhooks, stores them, and passes them to plugins.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit codes: 0 success, 1 negative result, 2 wrong usage or settings."})
final class Commands {

  /** Those that describe all commands. */
  private static final Set<String> OF_ALL = Set.of("help", "completion", "man-page", "shell-files");

  private Commands() {}

  /** The command line for some arguments: the command that they begin with, or all of them. */
  static CommandLine line(Host host, String... arguments) {
    String wanted = arguments.length > 0 && !OF_ALL.contains(arguments[0]) ? arguments[0] : "";
    CommandLine line = line(host, wanted::equals);
    return line.getSubcommands().isEmpty() ? line(host, name -> true) : line;
  }

  private static CommandLine line(Host host, Predicate<String> wanted) {
    CommandLine line = new CommandLine(new Commands());
    addAll(
        (name, command) -> {
          if (wanted.test(name)) {
            line.addSubcommand(command.get());
          }
        },
        host);
    return prepared(line, host);
  }

  private static CommandLine prepared(CommandLine line, Host host) {
    setVersion(line, () -> new String[] {"fs-webhook " + version(host.war())});
    return line.registerConverter(SignatureScheme.class, Commands::scheme)
        .registerConverter(URI.class, Commands::url)
        .registerConverter(Instant.class, Commands::time)
        .setParameterExceptionHandler(Commands::wrongUse)
        .setExecutionExceptionHandler(Commands::failed);
  }

  static void addAll(CommandList list, Host host) {
    list.add("serve", () -> new ServeCommand(host));
    list.add("demo", () -> new DemoCommand(host));
    list.add("send", SendCommand::new);
    list.add("verify", VerifyCommand::new);
    list.add("check", () -> new CheckCommand(host));
    list.add("new-plugin", () -> new NewPluginCommand(host));
    list.add("train", () -> new TrainCommand(host));
    list.add("help", CommandLine.HelpCommand::new);
    InboxCommands.addTo(list);
    ReceiverCommands.addTo(list);
    ShellCommands.addTo(list);
    FollowCommands.addTo(list, host.atShutdown());
    FullStoryCommands.addTo(list);
  }

  private static void setVersion(CommandLine line, IVersionProvider version) {
    line.getCommandSpec().versionProvider(version);
    line.getSubcommands().values().forEach(each -> setVersion(each, version));
  }

  private static int wrongUse(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    if (line.getParent() == null && arguments.length == 0) {
      line.usage(err);
      return ExitCode.USAGE;
    }
    err.println(shown(failure.getMessage()));
    meant(failure).ifPresent(name -> err.println("Did you mean " + name + "?"));
    err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /** The command or option closest to an unknown one. */
  private static Optional<String> meant(ParameterException failure) {
    if (!(failure instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    String typed = unmatched.getUnmatched().get(0);
    CommandLine line = failure.getCommandLine();
    return NearestName.typo(
        typed.replaceFirst("=.*", ""),
        typed.startsWith("-")
            ? line.getCommandSpec().optionsMap().keySet()
            : line.getSubcommands().keySet());
  }

  private static int failed(
      Exception failure, CommandLine line, CommandLine.ParseResult parseResult) {
    PrintWriter err = line.getErr();
    flushLog();
    if (failure instanceof StartException) {
      err.println(shown(failure.getMessage()));
      return ExitCode.USAGE;
    }
    if (failure instanceof FileSystemException file) { // such as a full disk
      err.println(shown(file.getFile() + ": " + Reasons.of(file)));
      return ExitCode.USAGE;
    }
    return failed(failure, err);
  }

  /** Prints a stack trace for unexpected failures. */
  static int failed(Throwable failure, PrintWriter err) {
    Optional<String> shortage = Shortage.in(failure);
    if (shortage.isPresent()) {
      err.println(shown(shortage.get()));
      return ExitCode.USAGE;
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    err.print(shown(trace.toString()));
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** Messages may have several lines and quote untrusted input. */
  private static String shown(@Nullable String message) {
    return Printable.lines(RedactedUrl.inText(String.valueOf(message)));
  }

  /** So that preceding log lines come first. */
  private static void flushLog() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.flush();
    }
  }

  /** The JDK's message would quote the whole URL, password included. */
  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new TypeConversionException(
          "must be a whole http or https address: "
              + e.getReason()
              + " at index "
              + e.getIndex()
              + ", was "
              + RedactedUrl.of(text));
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "must be a time in UTC such as 2026-01-31T12:00:00Z, was " + text);
    }
  }

  private static SignatureScheme scheme(String name) {
    Map<String, SignatureScheme> schemes = SignatureScheme.bySettingName();
    SignatureScheme scheme = schemes.get(name);
    if (scheme == null) {
      throw new TypeConversionException(
          "must be one of " + String.join(", ", schemes.keySet()) + ", was " + name);
    }
    return scheme;
  }

  private static String version(Path war) {
    try {
      @Nullable Manifest manifest = WarFolder.manifest(war);
      @Nullable String version =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? "of unknown version" : version;
    } catch (IOException e) {
      return "of unknown version";
    }
  }
}
