package io.fswebhook.core.plugin;

import org.jspecify.annotations.Nullable;

/**
 * The one place where the context class loader is swapped; closing gives the old one back.
 *
 * <p>A thread that keeps a plugin's loader, also one that is only created under it, keeps the
 * plugin in memory; so does a static logger on Tomcat.
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
