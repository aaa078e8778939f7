package io.fswebhook.core.node;

import io.fswebhook.api.EventHandler;

/** The version of this receiver. */
public final class InstalledVersion {

  private InstalledVersion() {}

  /** All modules have the same. */
  public static String get() {
    String version = EventHandler.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
