package io.fswebhook.core.inbox;

/** Event names as they are kept beside the body, for searching; the body has them whole. */
public final class EventNames {

  private static final int LONGEST = 200;

  private EventNames() {}

  /** Bounded, and as every database takes it. */
  public static String kept(String eventName) {
    String bounded = eventName.length() <= LONGEST ? eventName : eventName.substring(0, LONGEST);
    return KeptText.of(bounded);
  }
}
