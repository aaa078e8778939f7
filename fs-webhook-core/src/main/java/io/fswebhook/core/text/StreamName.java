package io.fswebhook.core.text;

import io.fswebhook.api.StreamEvent;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of streams, and the event names made of them. */
public final class StreamName {

  /** What a name must be. */
  public static final String RULE = "1 to 64 of a-z, 0-9 and -";

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  private StreamName() {}

  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }

  /** The stream that an event name means; null if it means none. */
  public static @Nullable String of(String eventName) {
    return eventName.startsWith(StreamEvent.PREFIX)
        ? eventName.substring(StreamEvent.PREFIX.length())
        : null;
  }

  /** Whether the names that a handler subscribes to, none meaning all, include an event. */
  public static boolean isIncluded(String eventName, Set<String> subscribed) {
    return subscribed.isEmpty()
        || subscribed.contains(eventName)
        || (of(eventName) != null && subscribed.contains(StreamEvent.ALL));
  }
}
