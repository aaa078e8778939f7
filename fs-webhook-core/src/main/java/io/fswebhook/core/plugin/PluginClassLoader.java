package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the SPI and SLF4J from the host, and everything else from the JDK and the plugin's own
 * jars. Host classes win even if the plugin bundles a copy. Service files come from the plugin's
 * own jars and the JDK only, since those of a server's lib folder are for the server. Ignores the
 * {@code Class-Path} of manifests.
 *
 * <p>The host's loader is its nominal parent for code that walks up the loaders: Tomcat's logging
 * finds a logger's handlers that way, and would otherwise lose what a plugin logs.
 *
 * <p>Another host prefix would force the WAR's version of a library on plugins.
 */
final class PluginClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final Logger LOG = LoggerFactory.getLogger(PluginClassLoader.class);
  private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();
  private static final String API = EventHandler.class.getPackageName() + ".";
  private static final String TEST_KIT = API + "testkit.";
  private static final String LOGGING = LoggerFactory.class.getPackageName() + ".";
  private static final String JAR_END = "!/";
  private static final String SERVICES = "META-INF/services/";

  private final PluginSource source;
  private final Set<String> ownJars;
  private final Set<String> jars;
  private final Map<String, Set<String>> exitCalls = new ConcurrentHashMap<>();

  PluginClassLoader(PluginSource source) {
    super(
        source.fileName(),
        Stream.concat(source.ownPaths().stream(), source.found().libraries().stream())
            .map(PluginClassLoader::url)
            .toArray(URL[]::new),
        EventHandler.class.getClassLoader());
    this.source = source;
    this.ownJars = jarUrls(source.ownPaths());
    this.jars = new HashSet<>(ownJars);
    jars.addAll(jarUrls(source.found().libraries()));
  }

  /** Whether a class of this name comes only from the host. */
  static boolean isGivenByHost(String className) {
    return hostLoader(className) != null;
  }

  static boolean isOfApi(String className) {
    return className.startsWith(API) && !className.startsWith(TEST_KIT);
  }

  /** The calls by loaded classes that would end the JVM, by class. */
  Map<String, Set<String>> exitCalls() {
    return new TreeMap<>(exitCalls);
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

  /** Like the superclass, but disables calls that would end the JVM. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL found = findInJars(name.replace('.', '/') + ".class");
    if (found == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      JarURLConnection jar = (JarURLConnection) found.openConnection();
      jar.setUseCaches(true); // else a signed jar would be verified again for each class
      byte[] bytes = bytes(jar);
      definePackageOf(name, jar);
      CodeSource origin = new CodeSource(jar.getJarFileURL(), jar.getJarEntry().getCodeSigners());
      byte[] harmless = withoutExit(name, found, bytes);
      return defineClass(name, harmless, 0, harmless.length, origin);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static byte[] bytes(JarURLConnection jar) throws IOException {
    try (InputStream stream = jar.getInputStream()) {
      byte[] bytes = stream.readNBytes(JarBounds.MAX_CLASS_BYTES + 1);
      if (bytes.length > JarBounds.MAX_CLASS_BYTES) {
        throw new ClassFormatError(
            jar.getEntryName() + " must have at most " + JarBounds.MAX_CLASS_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private byte[] withoutExit(String name, URL found, byte[] bytes) {
    ForbidExit harmless = ForbidExit.in(bytes);
    if (!harmless.calls().isEmpty()) {
      if (isPluginsOwn(found)) {
        exitCalls.put(name, harmless.calls());
      }
      LOG.debug("class {} of {} calls {}, which fails", name, found, harmless.calls());
    }
    return harmless.bytes();
  }

  /** Reports the plugin's own calls only: many libraries contain a command line. */
  private boolean isPluginsOwn(URL found) {
    return source.jars().stream()
        .filter(PluginJar::hasServiceFile)
        .anyMatch(jar -> jarUrl(jar.path()).equals(jarOf(found)));
  }

  private void definePackageOf(String className, JarURLConnection jar) throws IOException {
    String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    if (name.isEmpty() || getDefinedPackage(name) != null) {
      return;
    }
    Manifest manifest = jar.getManifest();
    try {
      definePackage(name, manifest == null ? new Manifest() : manifest, jar.getJarFileURL());
    } catch (IllegalArgumentException e) {
      LOG.trace("another thread has defined package {}", name, e);
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
    URL found = findInJars(name);
    return found == null || isVisible(name, found) ? found : null;
  }

  /** Skips jars from a manifest's class path. */
  private @Nullable URL findInJars(String name) {
    URL found = super.findResource(name);
    if (found == null || jars.contains(jarOf(found))) {
      return found;
    }
    try {
      return Collections.list(super.findResources(name)).stream()
          .filter(url -> jars.contains(jarOf(url)))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
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
    return (name.startsWith(SERVICES) ? ownJars : jars).contains(jarOf(found));
  }

  /** Whether the other loader is this one or a descendant. */
  boolean isOrMade(@Nullable ClassLoader other) {
    for (ClassLoader each = other; each != null; each = each.getParent()) {
      if (each == this) {
        return true;
      }
    }
    return false;
  }

  /** The names of its JDBC drivers registered with DriverManager. */
  @SuppressWarnings("unchecked")
  List<String> drivers() {
    String name = ListDrivers.class.getName();
    try (InputStream stream = ListDrivers.class.getResourceAsStream("ListDrivers.class")) {
      byte[] bytes = Objects.requireNonNull(stream, name).readAllBytes();
      Class<?> list = defineClass(name, bytes, 0, bytes.length);
      return ((Supplier<List<String>>) list.getConstructor().newInstance()).get();
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      LOG.debug("The drivers of {} cannot be listed", source.path(), e);
      return List.of();
    }
  }

  /**
   * Also closes jars in the JDK's cache, where reading a class or a resource by URL leaves them. A
   * server closes its own jars.
   */
  @Override
  public void close() throws IOException {
    super.close();
    if (source.copy() == null) {
      return;
    }
    for (String jar : ownJars) {
      JarURLConnection cached = (JarURLConnection) new URL(jar).openConnection();
      cached.setUseCaches(true);
      cached.getJarFile().close();
    }
  }

  private static @Nullable ClassLoader hostLoader(String className) {
    if (isOfApi(className)) {
      return EventHandler.class.getClassLoader();
    }
    if (className.startsWith(LOGGING)) {
      return LoggerFactory.class.getClassLoader();
    }
    return null;
  }

  private static Set<String> jarUrls(List<Path> jars) {
    return jars.stream().map(PluginClassLoader::jarUrl).collect(Collectors.toSet());
  }

  private static String jarUrl(Path jar) {
    return "jar:" + url(jar) + JAR_END;
  }

  private static String jarOf(URL entry) {
    String url = entry.toString();
    return url.substring(0, url.indexOf(JAR_END) + JAR_END.length());
  }

  private static URL url(Path jar) {
    try {
      // "!/" ends the jar's URL, and a folder's name may end in "!".
      return new URL(jar.toUri().toString().replace("!", "%21"));
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path has no URL: " + jar, e);
    }
  }
}
