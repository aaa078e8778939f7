package io.fswebhook.war.bench;

/** What a server puts off until after a sample. */
@FunctionalInterface
interface Backlog {

  /** Of a server that puts off nothing that matters. */
  Backlog NONE = () -> true;

  /** Whether nothing is left, as far as one look tells. */
  boolean isEmpty() throws Exception;
}
