package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.junit.jupiter.api.Test;

class LastingLogManagerTest {

  @Test
  void without_a_configuration_of_the_operators_its_own_is_read() throws Exception {
    LogManager manager = new LastingLogManager();
    manager.readConfiguration();
    assertThat(manager.getProperty("org.eclipse.level")).isEqualTo("WARNING");
  }

  @Test
  void what_the_shutdown_of_the_jdk_does_changes_nothing() throws Exception {
    LogManager manager = new LastingLogManager();
    manager.readConfiguration(
        new ByteArrayInputStream("a.level = FINE".getBytes(StandardCharsets.UTF_8)));
    manager.reset();
    assertThat(manager.getProperty("a.level")).isEqualTo("FINE");
  }
}
