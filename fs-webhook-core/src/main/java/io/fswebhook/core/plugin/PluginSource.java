package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plugin that was found and not loaded yet.
 *
 * @param path the jar or folder
 * @param jars its own jars
 * @param libraries the other jars of the server's lib folder it lies in, which it may use
 */
record PluginSource(Path path, List<PluginJar> jars, List<Path> libraries) {

  PluginSource {
    jars = List.copyOf(jars);
    libraries = List.copyOf(libraries);
  }

  List<Path> ownPaths() {
    return jars.stream().map(PluginJar::path).toList();
  }

  List<String> handlerClasses() {
    return jars.stream().flatMap(jar -> jar.handlerClasses().stream()).distinct().toList();
  }

  Optional<String> version() {
    return jars.stream()
        .filter(PluginJar::hasServiceFile)
        .flatMap(jar -> Stream.ofNullable(jar.version()))
        .findFirst();
  }

  boolean hasServiceFile() {
    return jars.stream().anyMatch(PluginJar::hasServiceFile);
  }

  String fileName() {
    return Objects.toString(path.getFileName());
  }
}
