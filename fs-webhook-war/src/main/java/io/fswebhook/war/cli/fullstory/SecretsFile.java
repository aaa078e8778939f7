package io.fswebhook.war.cli.fullstory;

import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.verify.SecretFingerprint;
import io.fswebhook.war.settings.SecretText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file with the receiver's signing secrets, separated by commas.
 *
 * @param path as it was typed
 */
record SecretsFile(Path path) {

  private static final String OPTION = "--secrets-file";

  /** The ids of its secrets, as the receiver tells them. */
  List<String> ids() {
    return secrets().stream().map(SecretFingerprint::of).toList();
  }

  boolean has(String id) {
    return find(id).isPresent();
  }

  Optional<String> find(String id) {
    return secrets().stream().filter(secret -> SecretFingerprint.of(secret).equals(id)).findFirst();
  }

  /** Puts a secret behind the others. */
  void add(String secret) throws IOException {
    write(Stream.concat(secrets().stream(), Stream.of(secret)).toList());
  }

  void remove(String id) throws IOException {
    write(secrets().stream().filter(secret -> !SecretFingerprint.of(secret).equals(id)).toList());
  }

  private void write(List<String> secrets) throws IOException {
    try {
      ReplaceFile.with(String.join(",", secrets) + "\n", path);
    } catch (IOException e) {
      throw new IOException(
          e.getMessage()
              + ". If it is mounted from elsewhere, such as a Kubernetes Secret, change it there and"
              + " run the command again: see Rotate a secret in docs/fullstory.md",
          e);
    }
  }

  private List<String> secrets() {
    String text = SecretText.ofFile(OPTION, path);
    List<String> secrets = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (secrets.contains("")) {
      throw new StartException(
          OPTION + " names " + path + ", which must contain secrets separated by commas");
    }
    return secrets;
  }
}
