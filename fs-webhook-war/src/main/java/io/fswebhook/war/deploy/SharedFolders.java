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
 * Folders whose plugin jars the server exposes to the application, such as WildFly's global
 * directories or Open Liberty's shared libraries.
 */
record SharedFolders(ClassLoader application) {

  private static final Logger LOG = LoggerFactory.getLogger(SharedFolders.class);

  private static final String SERVICE_FILE = "META-INF/services/" + EventHandler.class.getName();

  /** The known folders, followed by the discovered ones. */
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

  /** The folder in {@code jar:file:/folder/plugin.jar!/META-INF/…}; other URLs have none. */
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
