package io.fswebhook.core.plugin;

import io.fswebhook.core.text.Printable;
import java.lang.reflect.InvocationTargetException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains what plugin code threw. */
final class Diagnosis {

  private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);
  private static final Pattern CLASS_NAME = Pattern.compile("[\\w/.$-]+");
  private static final String HELD_LIBRARY = "already loaded in another classloader";
  private static final int MAX_CAUSES = 20;
  private static final int MAX_LENGTH = 500;

  private Diagnosis() {}

  /**
   * Describes a throwable. Runs plugin code such as {@code getMessage}, so call it on the thread
   * that called the plugin.
   *
   * @param call what was called
   * @param advice what to do if the throwable itself does not say
   */
  static PluginFailure of(String call, Throwable thrown, String advice) {
    if (thrown instanceof InvocationTargetException && thrown.getCause() != null) {
      return of(call, thrown.getCause(), advice);
    }
    logStackTrace(call, thrown);
    if (thrown instanceof UnsupportedClassVersionError) {
      return newerJava(call, thrown);
    }
    if (thrown instanceof NoClassDefFoundError || thrown instanceof ClassNotFoundException) {
      return missingClass(call, thrown, advice);
    }
    if (thrown instanceof ExceptionInInitializerError) {
      return new PluginFailure(
          call + " failed in a static initialiser: " + describe(rootCause(thrown)), advice);
    }
    if (messageOf(rootCause(thrown)).contains(ForbidExit.MARK)) {
      return new PluginFailure(
          call + " would have stopped the server: " + describe(rootCause(thrown)),
          "Throw an exception instead");
    }
    if (thrown instanceof IncompatibleClassChangeError) {
      return new PluginFailure(
          call
              + " found a different version of a class than it was built with: "
              + describe(thrown),
          "Build the plugin against the fs-webhook-api of this server and ship the libraries it"
              + " was built with");
    }
    if (thrown instanceof UnsatisfiedLinkError && messageOf(thrown).contains(HELD_LIBRARY)) {
      return new PluginFailure(
          call
              + " needs a native library that another plugin or its own previous version has loaded, which the JVM allows only once at a time: "
              + describe(thrown),
          "Restart the receiver; to replace the plugin without a restart, unpack the library under a new"
              + " name each time");
    }
    if (thrown instanceof LinkageError) {
      return new PluginFailure(
          call + " cannot be linked: " + describe(thrown),
          "Rebuild the plugin with only one version of each library, and copy it again");
    }
    return new PluginFailure(call + " threw " + describeWithCause(thrown), advice);
  }

  private static PluginFailure newerJava(String call, Throwable thrown) {
    int feature = Runtime.version().feature();
    return new PluginFailure(
        call + " needs a newer Java than " + feature + ": " + describe(thrown),
        "Build the plugin with --release "
            + feature
            + " or lower, or run the server on a newer Java");
  }

  private static PluginFailure missingClass(String call, Throwable thrown, String advice) {
    String message = messageOf(thrown);
    if (!CLASS_NAME.matcher(message).matches()) {
      return new PluginFailure(call + " threw " + describeWithCause(thrown), advice);
    }
    String missing = message.replace('/', '.');
    String what = call + " needs the class " + missing;
    if (PluginClassLoader.isGivenByHost(missing)) {
      return new PluginFailure(
          what + ", which this server does not have",
          "Update the server, or build the plugin against the version that runs here");
    }
    return new PluginFailure(
        what + ", which neither the plugin nor the server provides",
        "Put the plugin's jar into a separate folder, together with the library that contains the class");
  }

  private static String describeWithCause(Throwable thrown) {
    Throwable root = rootCause(thrown);
    if (root == thrown) {
      return describe(thrown);
    }
    return describe(thrown) + ", caused by " + describe(root);
  }

  /** One line, whatever the message contains. */
  static String describe(Throwable thrown) {
    String message = messageOf(thrown);
    String type = thrown.getClass().getName();
    return message.isEmpty() ? type : type + ": " + message;
  }

  private static String messageOf(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      if (message == null) {
        return "";
      }
      String line = message.replaceAll("\\s*[\\p{Cntrl}]+\\s*", " ").strip();
      return Printable.line(
          line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…");
    } catch (Throwable broken) {
      return "(its message cannot be read)";
    }
  }

  private static Throwable rootCause(Throwable thrown) {
    Throwable root = thrown;
    try {
      for (int depth = 0; depth < MAX_CAUSES; depth++) {
        Throwable cause = root.getCause();
        if (cause == null) {
          return root;
        }
        root = cause;
      }
    } catch (Throwable broken) {
      return root;
    }
    return root;
  }

  private static void logStackTrace(String call, Throwable thrown) {
    try {
      LOG.debug("{} failed", call, thrown);
    } catch (Throwable broken) {
      LOG.debug("{} failed with {}, which cannot be printed", call, thrown.getClass().getName());
    }
  }
}
