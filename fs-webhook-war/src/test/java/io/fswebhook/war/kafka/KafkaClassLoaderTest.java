package io.fswebhook.war.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

class KafkaClassLoaderTest {

  private static final String JAR = "/WEB-INF/kafka/kafka-clients.jar";

  @TempDir private Path folder;

  @Test
  void it_has_a_kafka_of_its_own_and_everything_else_in_common() throws Exception {
    List<Path> jars = KafkaJars.of(deployed()).copyInto(folder);
    assertThat(jars).containsExactly(folder.resolve("kafka-clients.jar"));

    try (KafkaClassLoader loader = new KafkaClassLoader(new URL[] {jars.get(0).toUri().toURL()})) {
      Class<?> producer = loader.loadClass(KafkaProducer.class.getName());
      Class<?> factory = loader.loadClass(KafkaClassLoader.CLIENT + "OpenTopic");

      assertThat(producer).isNotEqualTo(KafkaProducer.class);
      assertThat(producer.getClassLoader()).isSameAs(loader);
      assertThat(factory.getClassLoader()).isSameAs(loader);
      assertThat(factory.getDeclaredConstructor().newInstance()).isInstanceOf(TopicFactory.class);
    }
  }

  /** A server has the folder, and not the class path of this test. */
  private static ServletContext deployed() {
    ServletContext context = Mockito.mock(ServletContext.class);
    Mockito.when(context.getResourcePaths("/" + KafkaJars.FOLDER)).thenReturn(Set.of(JAR));
    Mockito.when(context.getResourceAsStream(JAR))
        .thenAnswer(
            call -> {
              try {
                return Files.newInputStream(kafka());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return context;
  }

  private static Path kafka() {
    try {
      return Path.of(
          KafkaProducer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
