package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image of the project's Dockerfile, built by Debian's buildah on files of this machine: its C
 * library, shell and JDK stand for the images that the Dockerfile names.
 */
final class ContainerImage implements AutoCloseable {

  /** What Debian's own JDK and the launcher script need, as a base image has it. */
  private static final String BASE =
      """
      for package in libc6 libcrypt1 zlib1g libstdc++6 libgcc-s1 dash coreutils tar gzip sed findutils debianutils \\
          libacl1 libattr1 libselinux1 libpcre2-8-0 libgmp10 libssl3; do
        dpkg -L "$package" 2>/dev/null || :
      done | sed -E 's#^/(bin|sbin|lib|lib64)/#/usr/&#; s#^/usr//#/usr/#' | grep -Ev '^/[.]$|/share/(doc|man|locale)' \\
        | while read -r file; do [ ! -e "$file" ] || echo "${file#/}"; done \\
        | sort -u >list
      printf '%s\\n' usr usr/bin usr/sbin usr/lib usr/lib64 bin sbin lib lib64 dev proc run tmp var etc | cat - list \\
        | awk '!seen[$0]++' | tar -C / --no-recursion -cf base.tar -T -
      container=$(buildah from scratch)
      buildah add -q "$container" base.tar /
      buildah commit -q "$container" localhost/base
      mkdir -p jdk/opt
      cp -rL "$JAVA_HOME" jdk/opt/jdk 2>/dev/null || :
      buildah add -q "$container" jdk /
      buildah config --env PATH=/opt/jdk/bin:/usr/bin:/bin "$container"
      buildah commit -q "$container" localhost/jdk
      buildah rm "$container"
      """;

  private static final String BUILD =
      """
      buildah build -q --format docker --build-arg JDK=localhost/jdk --build-arg BASE=localhost/base \\
        -t fs-webhook "$PROJECT"
      """;

  private final Path folder;
  private final JsonObject config;
  private final Path files;

  private ContainerImage(Path folder, JsonObject config, Path files) {
    this.folder = folder;
    this.config = config;
    this.files = files;
  }

  /** Builds it. */
  static ContainerImage buildIn(Path folder) throws Exception {
    InstalledTool.require("buildah");
    shell(folder, BASE);
    shell(folder, BUILD);
    String inspected = shell(folder, "buildah inspect --type image fs-webhook");
    String mounted = shell(folder, "buildah mount $(buildah from fs-webhook)").strip();
    try (JsonReader reader = Json.createReader(new StringReader(inspected))) {
      JsonObject config = reader.readObject().getJsonObject("Docker").getJsonObject("config");
      return new ContainerImage(folder, config, Path.of(mounted));
    }
  }

  private static String shell(Path folder, String script) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-euc", script)
            .directory(folder.toFile())
            .redirectError(folder.resolve("buildah.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "BUILDAH_ISOLATION",
                "chroot",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "PROJECT",
                Path.of(System.getProperty("it.docs")).resolveSibling(".").toString(),
                "CONTAINERS_STORAGE_CONF",
                storage(folder).toString()));
    Process process = builder.start();
    String printed;
    try (InputStream out = process.getInputStream()) {
      printed = new String(out.readAllBytes(), UTF_8);
    }
    assertThat(process.onExit().join().exitValue())
        .as(Files.readString(folder.resolve("buildah.log")))
        .isZero();
    return printed;
  }

  private static Path storage(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("storage.conf"),
        """
        [storage]
        driver = "vfs"
        graphroot = "%1$s/store"
        runroot = "%1$s/run"
        """
            .formatted(folder));
  }

  Path files() {
    return files;
  }

  String user() {
    return config.getString("User");
  }

  String stopSignal() {
    return config.getString("StopSignal");
  }

  /** The variables that the image sets. */
  Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    for (JsonString each : config.getJsonArray("Env").getValuesAs(JsonString.class)) {
      String[] parts = each.getString().split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    return variables;
  }

  List<String> entryPoint() {
    return words(config.getJsonArray("Entrypoint"));
  }

  List<String> command() {
    return words(config.getJsonArray("Cmd"));
  }

  List<String> healthCheck() {
    List<String> test = words(config.getJsonObject("Healthcheck").getJsonArray("Test"));
    assertThat(test.get(0)).isEqualTo("CMD");
    return test.subList(1, test.size());
  }

  private static List<String> words(List<JsonValue> values) {
    List<String> words = new ArrayList<>();
    values.forEach(value -> words.add(((JsonString) value).getString()));
    return words;
  }

  @Override
  public void close() throws IOException {
    shell(folder, "buildah umount --all; buildah rm --all; buildah rmi --all --force");
  }
}
