package io.fswebhook.war.http;

/** A request whose answer is written bit by bit, for who writes it. */
public interface OpenRequest {

  /** Whether nothing can be written any more, such as after the server's stop. */
  boolean hasEnded();

  /** After the last byte. Does nothing when it has ended. */
  void end();
}
