package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Sees the SPI and SLF4J of the host, the JDK, and the plugin's own jars; nothing else. What it
 * takes from the host is never taken from the plugin, also when the plugin packs a copy. Service
 * files are those of the plugin's own jars and the JDK, since those of a server's lib folder speak
 * for the server.
 *
 * <p>The host's loader is its parent in name only, for those that walk up the loaders: Tomcat's
 * logging finds the handlers of a logger that way, and without them what a plugin logs is lost.
 */
final class PluginClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();
  private static final String API = EventHandler.class.getPackageName() + ".";
  private static final String TEST_KIT = API + "testkit.";
  private static final String LOGGING = LoggerFactory.class.getPackageName() + ".";
  private static final String SERVICES = "META-INF/services/";

  private final List<String> ownPrefixes;

  PluginClassLoader(PluginSource source) {
    super(
        source.fileName(),
        Stream.concat(source.ownPaths().stream(), source.libraries().stream())
            .map(PluginClassLoader::url)
            .toArray(URL[]::new),
        EventHandler.class.getClassLoader());
    this.ownPrefixes = source.ownPaths().stream().map(path -> "jar:" + url(path) + "!/").toList();
  }

  /** Whether a class of this name comes from the host or not at all. */
  static boolean isGivenByHost(String className) {
    return hostLoader(className) != null;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    ClassLoader host = hostLoader(name);
    if (host != null) {
      return host.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? find(name) : loaded;
    }
  }

  private Class<?> find(String name) throws ClassNotFoundException {
    try {
      return JDK.loadClass(name);
    } catch (ClassNotFoundException e) {
      return findClass(name);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL found = JDK.getResource(name);
    return found == null ? findResource(name) : found;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> found = Collections.list(JDK.getResources(name));
    found.addAll(Collections.list(findResources(name)));
    return Collections.enumeration(found);
  }

  @Override
  public @Nullable URL findResource(String name) {
    if (isGivenByHost(name.replace('/', '.'))) {
      return null;
    }
    URL found = super.findResource(name);
    return found == null || isVisible(name, found) ? found : null;
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    if (isGivenByHost(name.replace('/', '.'))) {
      return Collections.emptyEnumeration();
    }
    List<URL> found = Collections.list(super.findResources(name));
    found.removeIf(url -> !isVisible(name, url));
    return Collections.enumeration(found);
  }

  private boolean isVisible(String name, URL found) {
    return !name.startsWith(SERVICES)
        || ownPrefixes.stream().anyMatch(found.toString()::startsWith);
  }

  private static @Nullable ClassLoader hostLoader(String className) {
    if (className.startsWith(API) && !className.startsWith(TEST_KIT)) {
      return EventHandler.class.getClassLoader();
    }
    if (className.startsWith(LOGGING)) {
      return LoggerFactory.class.getClassLoader();
    }
    return null;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path has no URL: " + jar, e);
    }
  }
}
