package io.fswebhook.war.cli;

import picocli.CommandLine.Option;

/** Whether people or programs read what a command prints. */
final class OutputOption {

  private enum Format {
    text,
    json
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; by default ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  boolean isJson() {
    return format == Format.json;
  }
}
