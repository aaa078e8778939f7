package io.fswebhook.core.plugin;

import io.fswebhook.api.EventExpression;
import io.fswebhook.api.HandlerContext;
import io.fswebhook.core.rule.HandlerExpression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The context that a handler receives at its start. */
record PluginContext(String handlerName, HandlerSettings handler, Path workRoot, Clock clock)
    implements HandlerContext {

  @Override
  public Optional<String> setting(String key) {
    return own(key).or(() -> own(key + "-file").flatMap(file -> content(key, file)));
  }

  @Override
  public Optional<EventExpression> expression(String key) {
    return setting(key).map(text -> HandlerExpression.of(fullName(key), text));
  }

  String fullName(String key) {
    return "fs.webhook.handlers." + handlerName + "." + key;
  }

  @Override
  public Map<String, String> settings() {
    return handler.listed();
  }

  @Override
  public int concurrency() {
    return handler.attempts().concurrency();
  }

  @Override
  public Path workDir() {
    Path folder = workRoot.toAbsolutePath().resolve(handlerName);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(
          "the work folder " + folder + " cannot be created; let this user write to " + workRoot,
          e);
    }
  }

  /** A setting, but not from a file. */
  Optional<String> own(String key) {
    return handler.own().apply(key).filter(value -> !value.isBlank());
  }

  private Optional<String> content(String key, String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)).replaceFirst("\\r?\\n\\z", ""))
          .filter(value -> !value.isBlank());
    } catch (IOException | InvalidPathException e) {
      throw new IllegalStateException(
          fullName(key) + "-file must name a readable text file in UTF-8, was " + file, e);
    }
  }
}
