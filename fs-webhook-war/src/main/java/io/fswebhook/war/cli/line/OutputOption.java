package io.fswebhook.war.cli.line;

import jakarta.json.JsonStructure;
import jakarta.json.bind.JsonbBuilder;
import java.util.HexFormat;
import picocli.CommandLine.Option;

/** Whether a command prints for people or for programs. */
public final class OutputOption {

  private enum Format {
    text,
    json
  }

  private static final char DELETE = 0x7f;

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

  /** The same on any terminal and in any locale: whatever is not ASCII is escaped. */
  public static String ascii(JsonStructure json) {
    StringBuilder text = new StringBuilder();
    json.toString().chars().forEach(each -> append(text, (char) each));
    return text.toString();
  }

  private static void append(StringBuilder text, char character) {
    if (character < DELETE) {
      text.append(character);
    } else {
      text.append("\\u").append(HexFormat.of().toHexDigits(character));
    }
  }
}
