package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.text.Reasons;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a rotation is. Secrets are named by their ids only.
 *
 * @param endpoint its URL
 * @param target the secret that remains
 * @param retiring the secret that is removed at the end
 * @param signing what FullStory signs with, as far as is known
 * @param usedBefore when a delivery was last signed with the target before FullStory changed to it;
 *     null if never
 * @param undo whether it goes back
 */
record RotationState(
    String endpoint,
    String target,
    String retiring,
    Signing signing,
    @Nullable String usedBefore,
    boolean undo) {

  /** What FullStory signs with. */
  enum Signing {
    RETIRING,
    UNKNOWN,
    TARGET
  }

  static RotationState begin(String endpoint, String target, String retiring) {
    return new RotationState(endpoint, target, retiring, Signing.RETIRING, null, false);
  }

  RotationState with(Signing now) {
    return new RotationState(endpoint, target, retiring, now, usedBefore, undo);
  }

  RotationState usedBefore(@Nullable String time) {
    return new RotationState(endpoint, target, retiring, signing, time, undo);
  }

  /** The way back. */
  RotationState reversed() {
    Signing now =
        switch (signing) {
          case RETIRING -> Signing.TARGET;
          case TARGET -> Signing.RETIRING;
          case UNKNOWN -> Signing.UNKNOWN;
        };
    return new RotationState(endpoint, retiring, target, now, null, true);
  }

  /** The state in a file; empty if there is none. */
  static Optional<RotationState> read(Path file) {
    try (Reader text = Files.newBufferedReader(file);
        JsonReader reader = Json.createReader(text)) {
      return Optional.of(of(reader.readObject()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StartException("the state in " + file + " cannot be read: " + Reasons.of(e), e);
    } catch (JsonException
        | NullPointerException
        | ClassCastException
        | IllegalArgumentException e) {
      throw new StartException(
          file + " is not the state of a rotation: compare the secrets, and delete the file", e);
    }
  }

  private static RotationState of(JsonObject json) {
    return new RotationState(
        json.getString("endpoint"),
        json.getString("target"),
        json.getString("retiring"),
        Signing.valueOf(json.getString("signing")),
        json.getString("usedBefore", null),
        json.getBoolean("undo"));
  }

  void write(Path file) throws IOException {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("endpoint", endpoint)
            .add("target", target)
            .add("retiring", retiring)
            .add("signing", signing.name())
            .add("undo", undo);
    if (usedBefore != null) {
      json.add("usedBefore", usedBefore);
    }
    ReplaceFile.with(json.build() + "\n", file);
  }
}
