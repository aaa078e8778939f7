package io.fswebhook.core.plugin;

import io.fswebhook.core.text.Reasons;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prepares a plugin for loading: copies its jars, reads and validates them. */
record TakePlugin(PrivateCopies copies) {

  /** Empty if it changed during this, so that it must be checked again. */
  Optional<PluginSource> take(FoundPlugin found) throws PluginFailure {
    if (found.jars().isEmpty()) {
      throw PluginFailure.passing("it cannot be listed", "Let this user read it");
    }
    if (found.inPlace()) {
      return Optional.of(source(found, found.jars(), null));
    }
    JarBounds.check(found.jars());
    Path copy = copy(found);
    boolean taken = false;
    try {
      if (copy == null || hasChanged(found)) {
        return Optional.empty();
      }
      PluginSource source = source(found, copies(found, copy), copy);
      taken = true;
      return Optional.of(source);
    } finally {
      if (!taken && copy != null) {
        PrivateCopies.delete(copy);
      }
    }
  }

  /** Null if it cannot be copied because it changed. */
  private @Nullable Path copy(FoundPlugin found) throws PluginFailure {
    try {
      return copies.copy(found.jars());
    } catch (IOException e) {
      if (hasChanged(found)) {
        return null;
      }
      throw PluginFailure.passing(
          "it cannot be copied to the folder from which it is loaded: " + Reasons.of(e),
          "Let this user read it, and check that the disk has free space; this is tried again");
    }
  }

  private static boolean hasChanged(FoundPlugin found) {
    return !PluginStamp.of(found.jars()).equals(found.stamp());
  }

  private static List<Path> copies(FoundPlugin found, Path copy) {
    List<Path> copies = new ArrayList<>();
    for (Path jar : found.jars()) {
      copies.add(copy.resolve(PrivateCopies.nameOfCopy(copies.size(), jar)));
    }
    return copies;
  }

  private static PluginSource source(FoundPlugin found, List<Path> paths, @Nullable Path copy)
      throws PluginFailure {
    List<PluginJar> jars = new ArrayList<>();
    for (Path path : paths) {
      jars.add(read(path, Jars.fileName(found.jars().get(jars.size()))));
    }
    PluginSource source = new PluginSource(found, jars, copy);
    if (!source.hasServiceFile()) {
      throw new PluginFailure(
          "it has no " + PluginJar.SERVICE_FILE,
          "Add that file with the full name of the handler's class; a library belongs in the folder of the plugin that uses it");
    }
    for (PluginJar jar : jars) {
      ApiVersion.OF_HOST.checkUnderstands(jar);
    }
    return source;
  }

  private static PluginJar read(Path path, String name) throws PluginFailure {
    try {
      return PluginJar.read(path, name);
    } catch (FileSystemException | FileNotFoundException e) { // such as too many open files
      throw PluginFailure.passing(
          name + " cannot be opened: " + Reasons.of(e), "It is tried again");
    } catch (IOException e) {
      throw noJar(name, Reasons.of(e));
    } catch (IllegalArgumentException e) {
      throw noJar(name, "the name of an entry is not text");
    }
  }

  private static PluginFailure noJar(String name, String reason) {
    return new PluginFailure(
        name + " cannot be read as a jar: " + reason, "Copy the whole file again");
  }
}
