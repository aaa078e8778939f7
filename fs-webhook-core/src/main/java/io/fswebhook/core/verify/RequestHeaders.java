package io.fswebhook.core.verify;

import java.util.List;

/** The headers of a request, independent of the HTTP library. */
@FunctionalInterface
public interface RequestHeaders {

  /**
   * All values of a header.
   *
   * @param name case-insensitive
   * @return one value per header line, in order; empty if the header is absent
   */
  List<String> values(String name);
}
