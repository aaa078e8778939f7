package io.fswebhook.core.plugin;

import java.lang.management.ManagementFactory;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** What in the JVM may hold a plugin's class loader; not all of it can be asked. */
record LoaderHolders(PluginClassLoader loader) {

  /** The likely cause, or what it may be. */
  String words() {
    List<String> found = new ArrayList<>();
    add(found, "threads", new LeftThreads(loader).after(Duration.ZERO));
    add(found, "JDBC drivers at DriverManager", loader.drivers());
    add(found, "MBeans", beans());
    add(found, "security providers", providers());
    add(found, "handlers of java.util.logging", logHandlers());
    return found.isEmpty()
        ? "something that cannot be asked holds them, such as a shutdown hook, a thread's local"
            + " variable or a static field of a library of the server"
        : "they are held by " + String.join(", and by ", found);
  }

  private static void add(List<String> found, String what, List<String> names) {
    if (!names.isEmpty()) {
      found.add(what + " (" + String.join(", ", names) + ")");
    }
  }

  private List<String> beans() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    return server.queryNames(null, null).stream()
        .filter(name -> loader.isOrMade(loaderOf(name, server)))
        .map(ObjectName::toString)
        .sorted()
        .toList();
  }

  private static @Nullable ClassLoader loaderOf(ObjectName name, MBeanServer server) {
    try {
      return server.getClassLoaderFor(name);
    } catch (InstanceNotFoundException e) {
      return null;
    }
  }

  private List<String> providers() {
    return Arrays.stream(Security.getProviders())
        .filter(provider -> loader.isOrMade(provider.getClass().getClassLoader()))
        .map(provider -> provider.getClass().getName())
        .toList();
  }

  private List<String> logHandlers() {
    List<String> found = new ArrayList<>();
    LogManager manager = LogManager.getLogManager();
    for (String name : Collections.list(manager.getLoggerNames())) {
      Logger logger = manager.getLogger(name);
      if (logger != null) {
        for (Handler handler : logger.getHandlers()) {
          if (loader.isOrMade(handler.getClass().getClassLoader())) {
            found.add(handler.getClass().getName() + " at '" + name + "'");
          }
        }
      }
    }
    return found;
  }
}
