package io.fswebhook.core.plugin;

import org.jspecify.annotations.Nullable;

/**
 * The only place that swaps the context class loader; closing restores the previous one.
 *
 * <p>A thread with a plugin's loader, inherited or not, keeps the plugin in memory; so does a
 * static logger on Tomcat.
 */
final class ContextClassLoader implements AutoCloseable {

  private final Thread thread = Thread.currentThread();
  private final @Nullable ClassLoader before = thread.getContextClassLoader();

  private ContextClassLoader(@Nullable ClassLoader loader) {
    thread.setContextClassLoader(loader);
  }

  static ContextClassLoader swapTo(@Nullable ClassLoader loader) {
    return new ContextClassLoader(loader);
  }

  @Override
  public void close() {
    thread.setContextClassLoader(before);
  }
}
