package io.fswebhook.core.plugin;

import io.fswebhook.api.EventHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of the API for plugins. It grows by its minor number, and goes on understanding what
 * was built against a lower one.
 */
record ApiVersion(int major, int minor) {

  /** In the manifest of the API's jar, and of a plugin's. */
  static final String ATTRIBUTE = "Fs-Webhook-Api";

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  static final ApiVersion OF_HOST = ofHost();

  /** Null when it has not this form. */
  static @Nullable ApiVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : null;
  }

  /** A jar that declares nothing is taken as it is: what it lacks is found when it is missed. */
  void checkUnderstands(PluginJar jar) throws PluginFailure {
    String declared = jar.manifest().get(ATTRIBUTE);
    if (declared == null) {
      return;
    }
    ApiVersion wanted = parse(declared.strip());
    if (wanted == null) {
      throw new PluginFailure(
          ATTRIBUTE
              + " in the manifest of "
              + jar.name()
              + " must be two numbers such as "
              + this
              + ", was '"
              + declared
              + "'",
          "Write there which fs-webhook-api it was built against");
    }
    if (wanted.major != major || wanted.minor > minor) {
      throw new PluginFailure(
          "it was built against version "
              + wanted
              + " of the fs-webhook-api, and this server has "
              + this,
          wanted.major < major
              ? "Build the plugin against the version that runs here"
              : "Update the server, or build the plugin against the version that runs here");
    }
  }

  private static ApiVersion ofHost() {
    Properties properties = new Properties();
    try (InputStream stream = EventHandler.class.getResourceAsStream("api.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("the API's version cannot be read from this build", e);
    }
    String text = properties.getProperty("version", "");
    ApiVersion version = parse(text);
    if (version == null) {
      throw new IllegalStateException("the API of this build has the version '" + text + "'");
    }
    return version;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
