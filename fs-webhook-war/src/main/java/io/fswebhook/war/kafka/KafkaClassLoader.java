package io.fswebhook.war.kafka;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;

/**
 * Has its own Kafka, so that neither a server's nor a plugin's is met, and its own classes of the
 * package that uses it. Everything else comes from the WAR.
 */
final class KafkaClassLoader extends URLClassLoader {

  static final String CLIENT = "io.fswebhook.war.kafka.client.";
  private static final String KAFKA = "org.apache.kafka.";

  static {
    registerAsParallelCapable();
  }

  KafkaClassLoader(URL[] jars) {
    super("fs-webhook-kafka", jars, KafkaClassLoader.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(KAFKA) && !name.startsWith(CLIENT)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return name.startsWith(CLIENT) ? define(name) : findClass(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream content =
        Objects.requireNonNull(KafkaClassLoader.class.getClassLoader()).getResourceAsStream(file)) {
      if (content == null) {
        throw new FileNotFoundException(file);
      }
      byte[] bytes = content.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
