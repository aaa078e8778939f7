package io.fswebhook.core.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Keyword;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what schemas refer to while they are loaded, so that each is looked up at start. */
final class References {

  /** What is referred to, by its absolute address, and from where. */
  record Reference(String target, String place) {}

  private static final Set<String> KEYWORDS =
      Set.of(Keyword.REF, Keyword.DYNAMIC_REF, Keyword.RECURSIVE_REF);

  private final Queue<Reference> left = new ArrayDeque<>();
  private final Set<String> noted = new HashSet<>();

  void note(URI base, String keyword, JsonNode value) {
    if (KEYWORDS.contains(keyword) && value.isString()) {
      String target = absolute(base, value);
      if (noted.add(target)) {
        left.add(new Reference(target, value.getJsonPointer() + " in " + base));
      }
    }
  }

  private static String absolute(URI base, JsonNode value) {
    String[] parts = value.asString().split("#", 2);
    try {
      String document = parts[0].isEmpty() ? base.toString() : base.resolve(parts[0]).toString();
      return parts.length == 1 ? document : document + "#" + parts[1];
    } catch (IllegalArgumentException e) {
      throw new UnusableSchemaException(
          Violations.place(value.getJsonPointer()) + " must be a URI reference, was not");
    }
  }

  /** One that was not looked up; null if there is none. */
  @Nullable Reference next() {
    return left.poll();
  }
}
