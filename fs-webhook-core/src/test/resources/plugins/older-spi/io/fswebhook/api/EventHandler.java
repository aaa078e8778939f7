package io.fswebhook.api;

/** As if handle had been added after the plugin was built. */
public interface EventHandler {

  default String name() {
    return getClass().getSimpleName();
  }
}
