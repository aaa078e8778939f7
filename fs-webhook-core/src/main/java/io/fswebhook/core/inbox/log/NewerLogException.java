package io.fswebhook.core.inbox.log;

import java.io.IOException;

/** A newer version of this program wrote the receipt log. The message says what to do. */
public final class NewerLogException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String formats;

  /**
   * In a format that this version does not read.
   *
   * @param what has the format
   */
  NewerLogException(String what, long found, long known) {
    super(
        "a newer version of fs-webhook wrote the receipt log ("
            + formats(what, found, known)
            + "); start that version and stop it in order, which leaves no log");
    this.formats = formats(what, found, known);
  }

  private static String formats(String what, long found, long known) {
    return what + " format " + found + ", and this version reads " + known;
  }

  /** What was found, and what this version reads. */
  public String formats() {
    return formats;
  }
}
