package io.fswebhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavadocTest {

  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void everything_that_a_plugin_author_sees_is_described(@TempDir Path output) throws Exception {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javadoc.getStandardFileManager(null, null, null)) {
      boolean done =
          javadoc
              .getTask(
                  null,
                  files,
                  found,
                  null,
                  List.of(
                      "-quiet",
                      "-Xdoclint:all",
                      "-d",
                      output.toString(),
                      "-classpath",
                      System.getProperty("java.class.path")),
                  files.getJavaFileObjectsFromPaths(sources()))
              .call();
      assertThat(done).isTrue();
    }

    assertThat(found.getDiagnostics())
        .filteredOn(each -> each.getSource() != null && !isCompactConstructor(each))
        .extracting(each -> each.getMessage(Locale.ROOT))
        .isEmpty();
    assertThat(output.resolve("index.html")).exists();
  }

  /** JDK 17 wants it to say again what its record says. */
  private static boolean isCompactConstructor(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getMessage(Locale.ROOT).startsWith("no @param")
        && line(diagnostic.getSource(), diagnostic.getLineNumber())
            .matches(" *public [A-Z]\\w+ \\{");
  }

  private static String line(JavaFileObject source, long number) {
    try {
      return source.getCharContent(true).toString().lines().skip(number - 1).findFirst().orElse("");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
