package io.fswebhook.core.inbox.sqlite;

/** A backup cannot be made of this file, or restored from it; the message is a sentence. */
public final class BackupRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BackupRefusedException(String message) {
    super(message);
  }
}
