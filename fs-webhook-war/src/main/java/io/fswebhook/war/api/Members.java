package io.fswebhook.war.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object in a request, validated on access. */
final class Members {

  private static final int LONGEST_TEXT = 1_000;

  private final String path;
  private final Map<?, ? extends @Nullable Object> members;

  /**
   * The members of a whole body.
   *
   * @param headers say what the body is
   * @param names the allowed ones
   */
  static Members ofBody(InputStream body, HttpHeaders headers, String... names) {
    byte[] json = JsonBody.read(body, headers.getMediaType());
    return new Members("", ReadJson.object(json), names);
  }

  private Members(String path, Map<?, ? extends @Nullable Object> members, String... names) {
    this.path = path;
    this.members = members;
    Set<String> known = Set.of(names);
    for (Object name : members.keySet()) {
      if (!known.contains(name)) {
        throw ReadJson.wrong(
            (names.length == 0 ? "must be empty" : "must hold nothing but ")
                + String.join(", ", List.of(names).stream().map(each -> path + each).toList())
                + ", held: "
                + QuotedInput.of(path + name));
      }
    }
  }

  Optional<String> text(String name) {
    return text(name, LONGEST_TEXT);
  }

  Optional<String> text(String name, int longest) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isEmpty() && text.length() <= longest) {
      return Optional.of(text);
    }
    throw wrong(name, "a text of 1 to " + longest + " characters, or null");
  }

  String neededText(String name) {
    return text(name).orElseThrow(() -> wrong(name, "a text"));
  }

  /** Has no default, since omitting it by mistake must not decide anything. */
  boolean neededFlag(String name) {
    if (members.get(name) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  Members neededObject(String name, String... names) {
    if (members.get(name) instanceof Map<?, ?> object) {
      return new Members(path + name + ".", object, names);
    }
    throw wrong(name, "an object");
  }

  /** Distinct names; empty if absent. */
  Optional<Set<String>> names(String name, int most) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    if (value instanceof Collection<?> values && !values.isEmpty() && values.size() <= most) {
      for (Object each : values) {
        if (each instanceof String text && !text.isEmpty() && text.length() <= LONGEST_TEXT) {
          names.add(text);
        }
      }
      if (names.size() == values.size()) {
        return Optional.of(names);
      }
    }
    throw wrong(name, "a list of 1 to " + most + " different names, or null");
  }

  String path(String name) {
    return path + name;
  }

  private RuntimeException wrong(String name, String rule) {
    return ReadJson.wrong("must have " + path + name + " as " + rule + ", had not");
  }
}
