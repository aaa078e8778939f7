package io.fswebhook.core.inbox;

/** Event names as they are kept beside the body, for searching; the body has them whole. */
public final class EventNames {

  private static final int LONGEST = 200;

  private EventNames() {}

  /** NUL ends a text for some databases, and others do not take it. */
  public static String kept(String eventName) {
    String bounded = eventName.length() <= LONGEST ? eventName : eventName.substring(0, LONGEST);
    return bounded.replace('\0', '\uFFFD');
  }
}
