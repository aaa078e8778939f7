package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AlertMessage;
import io.fswebhook.core.alert.AlertTarget;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.war.settings.AlertSettings.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A target of the settings. */
record ConfiguredTarget(Target settings, AlertTransport transport) implements AlertTarget {

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public boolean takes(Kind kind) {
    return settings.kinds().contains(kind);
  }

  @Override
  public Duration interval() {
    return settings.interval();
  }

  @Override
  public @Nullable Duration reminder() {
    return settings.reminder();
  }

  @Override
  public void send(AlertMessage message) throws Exception {
    transport.send(message);
  }

  @Override
  public void close() {
    transport.close();
  }
}
