package io.fswebhook.core.topic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record of a topic.
 *
 * @param key records with the same one are in the same partition
 * @param value the body of a delivery; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TopicRecord(String key, Map<String, byte[]> headers, byte[] value) {

  public TopicRecord {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Without the body, which must not be logged. */
  @Override
  public String toString() {
    return "record of " + value.length + " bytes";
  }
}
