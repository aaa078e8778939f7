package io.fswebhook.war.launcher;

import io.fswebhook.core.text.Reasons;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

  private static final Set<String> RECEIVERS = Set.of("serve", "demo");

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
    System.exit(isUnpacked() && !isReceiver(arguments) ? runCommand(arguments) : runAny(arguments));
  }

  private static boolean isReceiver(String[] arguments) {
    return arguments.length > 0 && RECEIVERS.contains(arguments[0]);
  }

  /** Perhaps a receiver, whose log must not wait for whoever reads it. */
  private static int runAny(String[] arguments) throws Exception {
    return run(arguments, LogQueue.install());
  }

  /** Most log nothing, and preparing for it takes longer than they do. */
  private static int runCommand(String[] arguments) throws Exception {
    return run(arguments, null);
  }

  private static int run(String[] arguments, @Nullable LogQueue log) throws Exception {
    Optional<String> complaint = OpenFiles.complaint();
    if (complaint.isPresent()) {
      System.err.println(complaint.get());
      return 2;
    }
    boolean isUnpacked = isUnpacked();
    Path war = isUnpacked ? unpackedWar() : ownFile();
    @Nullable RunFolder folder = null;
    ConfFile.announce(war);
    Path parent = RunParent.of(arguments).path();
    try {
      folder = RunFolder.create(parent);
      if (!isUnpacked) {
        unpack(war, folder.path(), OpenTelemetryJars.of(arguments));
      } else if (isReceiver(arguments)) {
        OpenTelemetryJars.of(arguments).findOnClassPath(folder.path());
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
    Shutdown shutdown = new Shutdown(folder, log == null ? () -> {} : log::close);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "shutdown"));
    ClassLoader loader = isUnpacked ? OWN_LOADER : loader(folder.path());
    int exitCode = command(arguments, loader, war, folder.path(), shutdown::first, log);
    shutdown.exitWith(exitCode);
    return exitCode;
  }

  private static void unpack(Path war, Path folder, OpenTelemetryJars telemetry)
      throws IOException {
    boolean agent = OpenTelemetryJars.areBroughtByAgent();
    new UnpackWar(war, folder, telemetry.areWanted() && !agent).run();
    if (agent) {
      Files.createDirectories(folder.resolve(OpenTelemetryJars.FOLDER));
    }
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
      @Nullable LogQueue log)
      throws Exception {
    LongSupplier dropped = log == null ? () -> 0 : log;
    BiConsumer<Boolean, Supplier<@Nullable Map<String, String>>> format =
        log == null ? (json, context) -> {} : log;
    Thread.currentThread().setContextClassLoader(loader);
    try {
      return (int)
          loader
              .loadClass(COMMAND_LINE)
              .getMethod(
                  "run",
                  String[].class,
                  Path.class,
                  Path.class,
                  Consumer.class,
                  LongSupplier.class,
                  BiConsumer.class)
              .invoke(null, arguments, war, folder, atShutdown, dropped, format);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** By the class, which comes from the shared archive: to find a file opens every jar. */
  private static boolean isUnpacked() {
    try {
      return Class.forName(COMMAND_LINE, false, OWN_LOADER) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * Beside the folder of the first jar. Where a class of a shared archive comes from is what it was
   * when the archive was made.
   */
  private static Path unpackedWar() {
    String first = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    return Path.of(first).toAbsolutePath().resolve("../../fs-webhook.war").normalize();
  }

  private static Path ownFile() throws URISyntaxException {
    return Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
