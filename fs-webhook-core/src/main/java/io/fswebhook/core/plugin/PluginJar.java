package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a jar, read before any of its code is loaded.
 *
 * @param path the jar, or its copy
 * @param name the original name of the jar, for messages
 * @param hasServiceFile whether it is a plugin
 * @param handlerClasses the classes that its service file names
 * @param packsApi whether it bundles classes of the SPI
 * @param manifest the main attributes of its manifest
 */
record PluginJar(
    Path path,
    String name,
    boolean hasServiceFile,
    List<String> handlerClasses,
    boolean packsApi,
    Map<String, String> manifest) {

  static final String SERVICE_FILE = "META-INF/services/" + EventHandler.class.getName();

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final int MAX_SERVICE_FILE = 1 << 20;

  /** A signed jar has a paragraph for each entry. */
  private static final int MAX_MANIFEST = 16 << 20;

  PluginJar {
    handlerClasses = List.copyOf(handlerClasses);
    manifest = Map.copyOf(manifest);
  }

  /**
   * Reads the jar.
   *
   * @throws IOException if it cannot be read or is not a complete zip file
   * @throws PluginFailure if it exceeds a limit
   */
  static PluginJar read(Path path, String name) throws IOException, PluginFailure {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      JarBounds.check(path, name, zip);
      ZipEntry services = zip.getEntry(SERVICE_FILE);
      return new PluginJar(
          path,
          name,
          services != null,
          services == null ? List.of() : classNames(content(zip, services, MAX_SERVICE_FILE)),
          zip.stream().anyMatch(entry -> isOfApi(entry.getName())),
          manifest(zip));
    }
  }

  @Nullable String version() {
    return manifest.get(Attributes.Name.IMPLEMENTATION_VERSION.toString());
  }

  private static boolean isOfApi(String entry) {
    return entry.endsWith(".class") && PluginClassLoader.isOfApi(entry.replace('/', '.'));
  }

  /** As {@link java.util.ServiceLoader} reads it. */
  static List<String> classNames(byte[] serviceFile) {
    return new String(serviceFile, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }

  private static Map<String, String> manifest(ZipFile zip) throws IOException {
    ZipEntry manifest = zip.getEntry(MANIFEST);
    if (manifest == null) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    new Manifest(new ByteArrayInputStream(content(zip, manifest, MAX_MANIFEST)))
        .getMainAttributes()
        .forEach((name, value) -> attributes.put(name.toString(), value.toString()));
    return attributes;
  }

  private static byte[] content(ZipFile zip, ZipEntry entry, int most) throws IOException {
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] content = stream.readNBytes(most + 1);
      if (content.length > most) {
        throw new IOException(entry.getName() + " must be at most " + most + " bytes, is longer");
      }
      return content;
    }
  }
}
