package io.fswebhook.war.cli.fullstory;

import picocli.CommandLine.Command;

@Command(
    name = "endpoints",
    description = "Manages the webhook endpoints in FullStory.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListEndpointsCommand.class,
      ShowEndpointCommand.class,
      CreateEndpointCommand.class,
      UpdateEndpointCommand.class,
      DeleteEndpointCommand.class,
      EventTypesCommand.class,
      SyncCommand.class
    })
final class EndpointsCommand {}
