package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.glassfish.jersey.server.ServerRuntime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoneClientsTest {

  private static final String RESPONDER = ServerRuntime.class.getName() + "$Responder";

  private final GoneClients filter = new GoneClients();

  @Test
  void a_client_that_is_gone_is_not_logged() {
    assertThat(isLoggable(RESPONDER, new IOException("Broken pipe"))).isFalse();
    assertThat(isLoggable(RESPONDER, new IllegalStateException(new IOException("Broken pipe"))))
        .isFalse();
  }

  @Test
  void jerseys_other_complaints_and_everybody_elses_stay() {
    assertThat(isLoggable(RESPONDER, null)).isTrue();
    assertThat(isLoggable(RESPONDER, new IllegalStateException("no writer"))).isTrue();
    assertThat(isLoggable("io.fswebhook.war.http.Problems", new IOException("disk"))).isTrue();
  }

  @Test
  void the_standalone_log_has_the_filter_and_jersey_still_has_the_logger() throws Exception {
    Properties properties = new Properties();
    try (var stream = GoneClients.class.getResourceAsStream("logging.properties")) {
      properties.load(stream);
    }

    assertThat(properties.getProperty("java.util.logging.ConsoleHandler.filter"))
        .isEqualTo(GoneClients.class.getName());
    assertThat(Class.forName(RESPONDER)).isNotNull();
  }

  private boolean isLoggable(String logger, @Nullable Throwable failure) {
    LogRecord line = new LogRecord(Level.SEVERE, "Error while closing the output stream");
    line.setLoggerName(logger);
    line.setThrown(failure);
    return filter.isLoggable(line);
  }
}
