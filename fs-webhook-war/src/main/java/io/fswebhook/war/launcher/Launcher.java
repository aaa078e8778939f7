package io.fswebhook.war.launcher;

import io.fswebhook.core.text.Reasons;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The main class of {@code java -jar fs-webhook.war}: unpacks the WAR's classes and jars into a
 * folder of this process, and runs the command line with a class loader over them. After that
 * nothing is read from the WAR, so it can be replaced. {@code bin/fs-webhook} starts it with all
 * jars on the class path, where there is nothing to unpack. The process exits with the command's
 * exit code.
 */
public final class Launcher {

  private static final String COMMAND_LINE = "io.fswebhook.war.cli.Main";

  private static final ClassLoader OWN_LOADER = Launcher.class.getClassLoader();

  private Launcher() {}

  /**
   * Runs a command.
   *
   * @param arguments as typed
   */
  public static void main(String[] arguments) throws Exception {
    if (System.getProperty("java.util.logging.manager") == null) {
      System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    }
    System.exit(run(arguments, LogQueue.install()));
  }

  private static int run(String[] arguments, LogQueue log) throws Exception {
    Optional<String> complaint = OpenFiles.complaint();
    if (complaint.isPresent()) {
      System.err.println(complaint.get());
      return 2;
    }
    boolean isUnpacked = isUnpacked();
    Path war = isUnpacked ? ownFile().resolveSibling("../fs-webhook.war").normalize() : ownFile();
    @Nullable RunFolder folder = null;
    Path parent = RunParent.of(arguments).path();
    try {
      folder = RunFolder.create(parent);
      if (!isUnpacked) {
        new UnpackWar(war, folder.path()).run();
      }
    } catch (IOException e) {
      if (folder != null) {
        folder.delete();
      }
      System.err.println("The WAR cannot be unpacked: " + Reasons.of(e));
      System.err.println(
          "It needs a folder below "
              + parent
              + "; check that it is writable and has 40 MB of free space, or set another one: fs.webhook.home for serve, otherwise java.io.tmpdir.");
      return 2;
    }
    Shutdown shutdown = new Shutdown(folder, log);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "shutdown"));
    ClassLoader loader = isUnpacked ? OWN_LOADER : loader(folder.path());
    int exitCode = command(arguments, loader, war, folder.path(), shutdown::first, log);
    shutdown.exitWith(exitCode);
    return exitCode;
  }

  // It stays open: shutdown hooks still load classes from it.
  private static ClassLoader loader(Path folder) throws IOException {
    return new URLClassLoader(
        "fs-webhook", UnpackWar.classPath(folder), ClassLoader.getPlatformClassLoader());
  }

  private static int command(
      String[] arguments,
      ClassLoader loader,
      Path war,
      Path folder,
      Consumer<Runnable> atShutdown,
      LongSupplier droppedLogRecords)
      throws Exception {
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return (int)
          loader
              .loadClass(COMMAND_LINE)
              .getMethod(
                  "run", String[].class, Path.class, Path.class, Consumer.class, LongSupplier.class)
              .invoke(null, arguments, war, folder, atShutdown, droppedLogRecords);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static boolean isUnpacked() {
    return OWN_LOADER.getResource(COMMAND_LINE.replace('.', '/') + ".class") != null;
  }

  private static Path ownFile() throws URISyntaxException {
    return Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
