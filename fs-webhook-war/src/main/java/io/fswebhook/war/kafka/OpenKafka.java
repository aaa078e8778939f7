package io.fswebhook.war.kafka;

import io.fswebhook.core.NodeSettings.OpenTopic;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.text.Reasons;
import io.fswebhook.core.topic.DeliveryTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens the topic in a class loader of its own, which exists only where Kafka is set up. */
public record OpenKafka(KafkaJars jars, KafkaOptions options) implements OpenTopic {

  private static final String FACTORY = KafkaClassLoader.CLIENT + "OpenTopic";

  @Override
  public DeliveryTopic open() {
    Closer opened = new Closer();
    try {
      DeliveryTopic topic = factory(opened).open(options);
      return new IsolatedTopic(topic, opened);
    } catch (IOException e) {
      opened.closeAfter(e);
      throw new StartException(
          "Kafka's jars cannot be unpacked: "
              + Reasons.of(e)
              + "; java.io.tmpdir must be writable and have 20 MB of free space",
          e);
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private TopicFactory factory(Closer opened) throws IOException {
    Path folder = Files.createTempDirectory("fs-webhook-kafka-");
    opened.add(() -> delete(folder));
    List<Path> copies = jars.copyInto(folder);
    opened.add(() -> copies.forEach(OpenKafka::delete));
    List<URL> urls = new ArrayList<>();
    for (Path jar : copies) {
      urls.add(jar.toUri().toURL());
    }
    KafkaClassLoader loader = new KafkaClassLoader(urls.toArray(URL[]::new));
    opened.add(() -> close(loader));
    try {
      return (TopicFactory) loader.loadClass(FACTORY).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new StartException("the WAR is incomplete: " + FACTORY + " cannot be loaded", e);
    }
  }

  private static void close(KafkaClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
