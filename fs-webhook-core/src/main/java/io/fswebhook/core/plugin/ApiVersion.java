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
 * A version of the plugin API. Within a major version, it is compatible with plugins built against
 * a lower minor version.
 */
record ApiVersion(int major, int minor) {

  /** The manifest attribute in the jars of the API and of plugins. */
  static final String ATTRIBUTE = "Fs-Webhook-Api";

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  static final ApiVersion OF_HOST = ofHost();

  /** Null unless it is {@code major.minor}. */
  static @Nullable ApiVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : null;
  }

  /** Accepts a jar that declares no version: anything missing fails when it is used. */
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
          "Write the version of the fs-webhook-api that it was built against");
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
