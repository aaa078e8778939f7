package io.fswebhook.core.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.SpecificationVersion;
import io.fswebhook.core.parse.JsonReader;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.text.Printable;
import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads schemas in one folder and below it. Nothing else is ever read or fetched, and nothing at
 * all after the start.
 */
final class LocalFiles implements SchemaResolver {

  private static final List<String> DRAFTS =
      Arrays.stream(SpecificationVersion.values()).map(SpecificationVersion::getId).toList();

  private final JsonReader reader = new JsonReader();
  private final Path main;
  private final Path folder;
  private Path last;
  private URI base;
  private volatile boolean closed;

  /** The main file, whose folder it is. */
  LocalFiles(Path main) {
    this.main = main;
    this.folder = main.resolveSibling("");
    this.last = main;
    this.base = main.toUri();
  }

  JsonNode readMain() {
    return read(main);
  }

  /** {@code base}: the main file's own address, which takes the place of that of the file. */
  void setBase(URI base) {
    this.base = base;
  }

  /** The file that was read last, and so the one whose content is refused. */
  Path last() {
    return last;
  }

  void close() {
    closed = true;
  }

  @Override
  public Result resolve(String address) {
    Path file = closed ? null : file(URI.create(address));
    return file == null ? Result.empty() : Result.fromJsonNode(read(file));
  }

  /** The file at an address; null if it is not in the folder. */
  private @Nullable Path file(URI address) {
    try {
      URI relative = base.resolve(".").relativize(address);
      Path file = relative.isAbsolute() ? Path.of(relative) : folder.resolve(relative.getPath());
      return file.normalize().startsWith(folder) ? file.normalize() : null;
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return null;
    }
  }

  private JsonNode read(Path file) {
    last = file;
    try {
      ValueNode schema = ValueNode.of(reader.readValue(Files.readAllBytes(file)));
      requireKnownDraft(schema);
      return schema;
    } catch (IOException e) {
      throw new UnusableSchemaException("it cannot be read (" + Reasons.of(e) + ")");
    } catch (MalformedPayloadException e) {
      String reason = String.valueOf(e.getMessage()).replaceFirst("^body", "the file");
      throw new UnusableSchemaException("it cannot be read as JSON: " + reason);
    }
  }

  private static void requireKnownDraft(JsonNode schema) {
    JsonNode draft = schema.isObject() ? schema.asObject().get("$schema") : null;
    if (draft != null && draft.isString() && !isKnown(draft.asString())) {
      throw new UnusableSchemaException(
          "/$schema must be one of "
              + String.join(", ", DRAFTS)
              + ", was \""
              + Printable.line(draft.asString())
              + "\"");
    }
  }

  /** An empty fragment makes no difference. */
  private static boolean isKnown(String draft) {
    return DRAFTS.contains(draft) || DRAFTS.contains(draft + "#");
  }
}
