package io.fswebhook.war.cli.line;

import java.util.function.Supplier;

/** Where commands are added. One that is not run is never made, which would take time. */
@FunctionalInterface
public interface CommandList {

  /**
   * Adds one.
   *
   * @param name the same as in its description, which is only read when it is made
   */
  void add(String name, Supplier<?> command);
}
