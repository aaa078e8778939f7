package io.fswebhook.core.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plugin ready to be loaded.
 *
 * @param found where it was found
 * @param jars its own jars, from where they are loaded
 * @param copy the private folder to which they were copied; null if they are loaded from where they
 *     were found
 */
record PluginSource(FoundPlugin found, List<PluginJar> jars, @Nullable Path copy) {

  PluginSource {
    jars = List.copyOf(jars);
  }

  Path path() {
    return found.path();
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
    return Jars.fileName(path());
  }

  /** Problems that do not keep it from running, one sentence each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (PluginJar jar : jars) {
      if (jar.packsApi()) {
        warnings.add(
            new PluginFailure(
                    jar.name()
                        + " contains classes of io.fswebhook.api, which are ignored, because the server's are used",
                    "Exclude them: the API's scope must be 'provided'")
                .sentence(path()));
      }
    }
    return warnings;
  }
}
