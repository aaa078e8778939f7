package io.fswebhook.war.cli;

import picocli.CommandLine.Command;

@Command(
    name = "handlers",
    description = "Looks after the handlers of a running receiver.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RemoveHandlerCommand.class)
final class HandlersCommand {}
