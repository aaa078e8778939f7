package io.fswebhook.core.inbox;

/** Event names as they are stored for searching; the body contains them in full. */
public final class EventNames {

  private static final int LONGEST = 200;

  private EventNames() {}

  /** Truncated, and without characters that a database refuses. */
  public static String kept(String eventName) {
    String bounded = eventName.length() <= LONGEST ? eventName : eventName.substring(0, LONGEST);
    return KeptText.of(bounded);
  }
}
