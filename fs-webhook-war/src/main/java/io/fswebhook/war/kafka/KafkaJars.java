package io.fswebhook.war.kafka;

import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Kafka's jars in the WAR, which nothing else finds there. */
public interface KafkaJars {

  /** The folder in the WAR. */
  String FOLDER = "WEB-INF/kafka/";

  /** Of a process that has no WAR. */
  KafkaJars NONE =
      folder -> {
        throw new FileNotFoundException(FOLDER);
      };

  /** Copies them into a folder. */
  List<Path> copyInto(Path folder) throws IOException;

  /** Those of a deployed application. */
  static KafkaJars of(ServletContext context) {
    return folder -> {
      List<Path> jars = new ArrayList<>();
      Set<String> names = context.getResourcePaths("/" + FOLDER);
      for (String name : names == null ? Set.<String>of() : names) {
        InputStream content = context.getResourceAsStream(name);
        if (content == null) {
          throw new FileNotFoundException(name);
        }
        jars.add(copy(name, content, folder));
      }
      return jars;
    };
  }

  private static Path copy(String name, InputStream content, Path folder) throws IOException {
    Path jar = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
    try (content) {
      Files.copy(content, jar);
    }
    return jar;
  }
}
