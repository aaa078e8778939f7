package io.fswebhook.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The start of a receiver without schemas is not to take longer because it could have some. */
class NoSchemaTest {

  @Test
  void without_a_schema_the_validator_is_not_loaded() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(withoutValidator(), ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(Schemas.class.getName());
      Object schemas = type.getMethod("open", Map.class).invoke(null, Map.of());

      assertThat(
              type.getMethod("check", String.class, byte[].class)
                  .invoke(schemas, "note.created", new byte[0]))
          .isNull();
    }
  }

  private static URL[] withoutValidator() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    int left = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Path.of(entry).getFileName().toString().startsWith("json-schema-")) {
        left++;
      } else {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    assertThat(left).isOne();
    return urls.toArray(URL[]::new);
  }
}
