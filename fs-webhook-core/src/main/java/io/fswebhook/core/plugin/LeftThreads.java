package io.fswebhook.core.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Threads that a plugin started and did not end: they keep its classes in memory, and may keep
 * working. Identified by their class, or by their context class loader, which threads inherit. The
 * JDK does not list virtual threads.
 */
record LeftThreads(PluginClassLoader loader) {

  private static final Pattern HTTP_CLIENT_WORKER = Pattern.compile("HttpClient-\\d+-Worker-\\d+");

  /**
   * The JDK's threads of an HttpClient, which cannot be closed before JDK 21; their sorted names.
   */
  List<String> ofHttpClients() {
    return names(LeftThreads::isOfHttpClient);
  }

  /** The sorted names of all others, after waiting at most this long for them to end. */
  List<String> after(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    List<String> left = names();
    while (!left.isEmpty() && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return names();
      }
      left = names();
    }
    return left;
  }

  private List<String> names() {
    return names(thread -> !isOfHttpClient(thread));
  }

  private List<String> names(Predicate<Thread> which) {
    return Arrays.stream(all())
        .filter(Objects::nonNull)
        .filter(thread -> thread != Thread.currentThread() && isOfPlugin(thread))
        .filter(which)
        .map(Thread::getName)
        .sorted()
        .toList();
  }

  private static @Nullable Thread[] all() {
    ThreadGroup root = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() * 2 + 100];
    int count = root.enumerate(threads);
    return Arrays.copyOf(threads, count);
  }

  private boolean isOfPlugin(Thread thread) {
    return loader.isOrMade(thread.getClass().getClassLoader()) || loader.isOrMade(context(thread));
  }

  /** Its selector has a class of its own, the workers of its default executor have not. */
  private static boolean isOfHttpClient(Thread thread) {
    return "java.net.http".equals(thread.getClass().getModule().getName())
        || (thread.getClass() == Thread.class
            && HTTP_CLIENT_WORKER.matcher(thread.getName()).matches());
  }

  /** A plugin's thread class may override this, and throw. */
  private static @Nullable ClassLoader context(Thread thread) {
    try {
      return thread.getContextClassLoader();
    } catch (Throwable e) {
      return null;
    }
  }
}
