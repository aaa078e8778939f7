package io.fswebhook.war.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.verify.Sha256;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Where a command notes how far it came; replaced as a whole, so that it is never half written. */
record PlaceFile(Path file) {

  private static final int HASH_BYTES = 8;

  /** The usual file for what a command does. */
  static PlaceFile of(List<String> what) {
    String hash =
        HexFormat.of().formatHex(Sha256.of(String.join("\n", what).getBytes(UTF_8)), 0, HASH_BYTES);
    return new PlaceFile(usualFolder().resolve("listen-" + hash + ".json"));
  }

  /** By the XDG Base Directory Specification. */
  private static Path usualFolder() {
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state == null || !Path.of(state).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return base.resolve("fs-webhook");
  }

  /** Where it is, made if it is missing. */
  Path folder() throws IOException {
    return Files.createDirectories(file.toAbsolutePath().getParent());
  }

  /** What was written last; empty if there is no file. */
  Optional<JsonObject> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
      return Optional.of(reader.readObject());
    } catch (JsonException e) {
      throw new IOException(
          file + " does not hold the place of a command; delete it to begin anew.", e);
    }
  }

  void write(JsonObject content) throws IOException {
    Path next = Files.createTempFile(folder(), "listen-", ".tmp");
    Files.writeString(next, content.toString());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
