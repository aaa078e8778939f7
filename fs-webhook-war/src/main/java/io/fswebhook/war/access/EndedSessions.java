package io.fswebhook.war.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sessions that somebody left before their time, until that has come. Bounded: whoever begins and
 * ends so many has a token anyway. Safe for use by several threads.
 */
final class EndedSessions {

  static final int MOST = 10_000;

  private final Map<String, Instant> ended = new LinkedHashMap<>();

  synchronized void add(String session, Instant end, Instant now) {
    ended.values().removeIf(time -> !now.isBefore(time));
    ended.put(session, end);
    if (ended.size() > MOST) {
      ended.remove(ended.keySet().iterator().next());
    }
  }

  synchronized boolean contains(String session) {
    return ended.containsKey(session);
  }
}
