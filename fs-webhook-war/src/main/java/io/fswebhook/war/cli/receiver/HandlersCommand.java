package io.fswebhook.war.cli.receiver;

import picocli.CommandLine.Command;

@Command(
    name = "handlers",
    description = "Manages the handlers of a running receiver.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RemoveHandlerCommand.class)
final class HandlersCommand {}
