package io.fswebhook.war.cli;

import io.fswebhook.core.verify.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plugin project template in the WAR, with a file repository of the libraries that it is
 * compiled against, which are also in the WAR.
 *
 * @param name the handler's class
 * @param artifact the same in lower case
 */
record PluginTemplate(Path war, String name, String javaPackage, String artifact) {

  private static final Pattern LIBRARY =
      Pattern.compile(
          "(?:fs-webhook-api-(?<api>.+?)(?<kit>-testkit)?|slf4j-api-(?<slf4j>.+))\\.jar");
  private static final String SNAPSHOT = "SNAPSHOT";
  private static final int HASH_DIGITS = 12;

  /** Writes it into a new or empty folder. */
  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new IOException("there is something in it already");
      }
    }
    Map<String, byte[]> files =
        new TreeMap<>(WarFolder.files(war, "plugin-template", entry -> true));
    if (files.isEmpty()) {
      throw new IOException("this WAR was packed without it");
    }
    String version = addLibraries(files);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(folder, file.getKey(), file.getValue(), version);
    }
  }

  /** Adds jars of the WAR in the layout of a Maven repository; returns the API's version. */
  private String addLibraries(Map<String, byte[]> files) throws IOException {
    @Nullable String version = null;
    List<byte[]> jars = new ArrayList<>();
    for (Map.Entry<String, byte[]> jar :
        WarFolder.files(war, "lib", entry -> LIBRARY.matcher(entry).matches()).entrySet()) {
      Matcher library = LIBRARY.matcher(jar.getKey());
      if (!library.matches()) {
        continue;
      }
      String slf4j = library.group("slf4j");
      if (slf4j != null) {
        files.put("repository/org/slf4j/slf4j-api/" + slf4j + "/" + jar.getKey(), jar.getValue());
        continue;
      }
      version = library.group("api");
      jars.add(jar.getValue());
      String kit = library.group("kit") == null ? "" : library.group("kit");
      files.put(
          "repository/io/fswebhook/fs-webhook-api/__api__/fs-webhook-api-__api__" + kit + ".jar",
          jar.getValue());
    }
    if (version == null) {
      throw new IOException("this WAR was packed without the API");
    }
    return immutable(version, Sha256.of(jars.toArray(byte[][]::new)));
  }

  /** Maven caches artifacts: it would compile against an older build of the same snapshot. */
  private static String immutable(String version, byte[] hash) {
    return version.replace(SNAPSHOT, HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS));
  }

  private void write(Path folder, String entry, byte[] content, String version) throws IOException {
    String path = entry.equals("gitignore") ? ".gitignore" : entry;
    Path target = folder.resolve(filled(path, version));
    Files.createDirectories(target.getParent());
    Files.write(
        target,
        entry.endsWith(".jar")
            ? content
            : filled(new String(content, StandardCharsets.UTF_8), version)
                .getBytes(StandardCharsets.UTF_8));
  }

  private String filled(String text, String version) {
    return text.replace("__folder__", javaPackage.replace('.', '/'))
        .replace("__package__", javaPackage)
        .replace("__Name__", name)
        .replace("__artifact__", artifact)
        .replace("__api__", version);
  }
}
