package io.fswebhook.war.deploy;

import io.fswebhook.api.EventHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders from which the server shows jars of plugins to the application, wherever they are: an
 * entry of WildFly's global-directories, a shared library of Open Liberty's.
 */
record SharedFolders(ClassLoader application) {

  private static final Logger LOG = LoggerFactory.getLogger(SharedFolders.class);

  private static final String SERVICE_FILE = "META-INF/services/" + EventHandler.class.getName();

  /** The folders that are known, and after them those that are not. */
  List<Path> with(List<Path> known) {
    Set<Path> all = new LinkedHashSet<>(known);
    try {
      Collections.list(application.getResources(SERVICE_FILE))
          .forEach(url -> folderOf(url).ifPresent(all::add));
    } catch (IOException e) {
      LOG.debug("The application's class path cannot be searched for plugins", e);
    }
    return List.copyOf(all);
  }

  /** Of {@code jar:file:/folder/plugin.jar!/META-INF/…}; other kinds are no folder's. */
  static Optional<Path> folderOf(URL serviceFile) {
    String url = serviceFile.toString();
    int inJar = url.indexOf("!/");
    if (!url.startsWith("jar:file:") || inJar < 0) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
          Path.of(new URI(url.substring("jar:".length(), inJar))).getParent());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      LOG.debug("{} leads to no folder", url, e);
      return Optional.empty();
    }
  }
}
