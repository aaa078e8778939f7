package io.fswebhook.war.cli.line;

import jakarta.json.bind.JsonbBuilder;
import picocli.CommandLine.Option;

/** Whether a command prints for people or for programs. */
public final class OutputOption {

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

  public boolean isJson() {
    return format == Format.json;
  }

  /** One line; what is null is left out, as in the API. */
  public static String json(Object view) {
    return JsonbBuilder.create().toJson(view);
  }
}
