package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What a jar says of itself before any of its code is loaded.
 *
 * @param path the jar
 * @param hasServiceFile whether it means to be a plugin
 * @param handlerClasses the classes that its service file names
 * @param packsApi whether it holds classes of the SPI
 * @param version of its manifest; null when there is none
 */
record PluginJar(
    Path path,
    boolean hasServiceFile,
    List<String> handlerClasses,
    boolean packsApi,
    @Nullable String version) {

  static final String SERVICE_FILE = "META-INF/services/" + EventHandler.class.getName();

  private static final String API_FOLDER =
      EventHandler.class.getPackageName().replace('.', '/') + "/";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final int MAX_ENTRY_SIZE = 1 << 20;

  PluginJar {
    handlerClasses = List.copyOf(handlerClasses);
  }

  /**
   * Reads the jar.
   *
   * @throws IOException if it cannot be read or is no complete zip file
   */
  static PluginJar read(Path path) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry services = zip.getEntry(SERVICE_FILE);
      return new PluginJar(
          path,
          services != null,
          services == null ? List.of() : classNames(content(zip, services)),
          zip.stream().anyMatch(entry -> entry.getName().startsWith(API_FOLDER)),
          version(zip));
    }
  }

  /** As {@link java.util.ServiceLoader} reads it. */
  private static List<String> classNames(byte[] serviceFile) {
    return new String(serviceFile, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }

  private static @Nullable String version(ZipFile zip) throws IOException {
    ZipEntry manifest = zip.getEntry(MANIFEST);
    if (manifest == null) {
      return null;
    }
    return new Manifest(new ByteArrayInputStream(content(zip, manifest)))
        .getMainAttributes()
        .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
  }

  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] content = stream.readNBytes(MAX_ENTRY_SIZE + 1);
      if (content.length > MAX_ENTRY_SIZE) {
        throw new IOException(
            entry.getName() + " must be at most " + MAX_ENTRY_SIZE + " bytes, is longer");
      }
      return content;
    }
  }
}
