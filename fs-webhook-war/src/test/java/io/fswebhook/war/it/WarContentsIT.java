package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Whoever gets the WAR learns what is in it, and under which licences. */
class WarContentsIT {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LIBRARY =
      Pattern.compile(
          "WEB-INF/(?:lib|standalone|kafka|opentelemetry|demo-plugins/\\w+)/(?!fs-webhook-)(.+)\\.jar");
  private static final Pattern CONSOLE_LIBRARY = Pattern.compile(".*/console/files/lib/([^/]+)");
  private static final Pattern VERSION = Pattern.compile("-\\d[^/]*$");
  private static final Pattern IN_BRACKETS = Pattern.compile("\\(([^)]+)\\)");
  private static final Pattern COMPONENT = Pattern.compile("\"pkg:maven/[^/]+/([^@]+)@([^?\"]+)");
  private static final String SBOM = "META-INF/sbom/fs-webhook-war.cdx.json";
  private static final String FORWARD_SBOM = "META-INF/sbom/fs-webhook-sample-forward.cdx.json";

  @Test
  void the_licence_and_the_notices_travel_along() throws IOException {
    try (JarFile war = war()) {
      for (String name : List.of("LICENSE", "NOTICE")) {
        assertThat(text(war, "META-INF/" + name))
            .isEqualTo(Files.readString(PROJECT.resolve(name)));
      }
    }
  }

  @Test
  void the_notices_name_every_library_and_no_other() throws IOException {
    Set<String> libraries = new TreeSet<>();
    try (JarFile war = war()) {
      names(war, LIBRARY).map(name -> VERSION.matcher(name).replaceAll("")).forEach(libraries::add);
      names(war, CONSOLE_LIBRARY).forEach(libraries::add);
    }
    List<Pattern> noticed =
        IN_BRACKETS
            .matcher(Files.readString(PROJECT.resolve("NOTICE")))
            .results()
            .flatMap(brackets -> Stream.of(brackets.group(1).split(", *")))
            .map(files -> Pattern.compile(Pattern.quote(files).replace("*", "\\E.+\\Q")))
            .toList();

    assertThat(libraries)
        .isNotEmpty()
        .allMatch(each -> noticed.stream().anyMatch(files -> files.matcher(each).matches()));
    assertThat(noticed)
        .allMatch(files -> libraries.stream().anyMatch(each -> files.matcher(each).matches()));
  }

  /** Maven makes no SBOM while it is offline. */
  @Test
  void the_sbom_names_every_library() throws IOException {
    try (JarFile war = war()) {
      if ("offline: true".equals(System.getProperty("it.maven.mode"))) {
        System.out.println("Built offline, so without an SBOM");
        return;
      }
      Set<String> components = components(text(war, SBOM));
      components.addAll(components(forwardSbom(war)));
      assertThat(names(war, LIBRARY).collect(Collectors.toSet()))
          .isNotEmpty()
          .isSubsetOf(components);
      assertThat(war.getManifest().getMainAttributes().getValue("Sbom-Location")).isEqualTo(SBOM);
    }
  }

  private static JarFile war() throws IOException {
    return new JarFile(System.getProperty("it.war"));
  }

  private static Stream<String> names(JarFile war, Pattern pattern) {
    return war.stream()
        .map(entry -> pattern.matcher(entry.getName()))
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1));
  }

  private static Set<String> components(String sbom) {
    return COMPONENT
        .matcher(sbom)
        .results()
        .map(component -> component.group(1) + "-" + component.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String forwardSbom(JarFile war) throws IOException {
    ZipEntry plugin =
        war.stream()
            .filter(entry -> entry.getName().matches(".*/fs-webhook-sample-forward-[^/]+\\.jar"))
            .findAny()
            .orElseThrow();
    byte[] jar = war.getInputStream(plugin).readAllBytes();
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
        if (entry.getName().equals(FORWARD_SBOM)) {
          return new String(entries.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new AssertionError(plugin + " has no " + FORWARD_SBOM);
  }

  private static String text(JarFile war, String name) throws IOException {
    try (InputStream in = war.getInputStream(war.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
