package io.fswebhook.core.verify;

import java.util.List;
import java.util.Map;

/**
 * Headers of a test that this receiver signed for itself. Their type is the mark of a test: no
 * header that comes from outside can be one.
 *
 * @param byName case-insensitive
 */
record TestHeaders(Map<String, String> byName) implements RequestHeaders {

  @Override
  public List<String> values(String name) {
    String value = byName.get(name);
    return value == null ? List.of() : List.of(value);
  }
}
