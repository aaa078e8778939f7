package io.fswebhook.core.verify;

import java.util.List;

/** The headers of a request, whatever HTTP library read them. */
@FunctionalInterface
public interface RequestHeaders {

  /**
   * All values of a header.
   *
   * @param name in any case
   * @return one value a header line, in order; empty when the request has no such header
   */
  List<String> values(String name);
}
