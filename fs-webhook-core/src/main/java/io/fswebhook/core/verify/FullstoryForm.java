package io.fswebhook.core.verify;

import java.util.HashMap;
import java.util.Map;

/** Reads {@code o:<orgId>,t:<unix seconds>,v:<base64>}, the parts in any order. */
final class FullstoryForm {

  private static final int MAX_TIME_LENGTH = 15;

  private FullstoryForm() {}

  static Signature read(String text) throws SignatureRejectedException {
    Map<String, String> parts = split(text);
    String orgId = required(parts, "o");
    String seconds = required(parts, "t");
    String value = required(parts, "v");
    if (!OrganisationId.isValid(orgId)) {
      throw SignatureRejectedException.malformed("o must be " + OrganisationId.RULE);
    }
    if (!isTime(seconds)) {
      throw SignatureRejectedException.malformed("t must be 1 to 15 digits");
    }
    return Signature.ofFullstory(HmacText.fromBase64(value), orgId, seconds);
  }

  private static Map<String, String> split(String text) throws SignatureRejectedException {
    Map<String, String> parts = new HashMap<>();
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      add(parts, SignatureLine.trim(text.substring(start, end)));
      start = end + 1;
    }
    return parts;
  }

  private static void add(Map<String, String> parts, String part)
      throws SignatureRejectedException {
    int colon = part.indexOf(':');
    if (colon < 1) {
      throw SignatureRejectedException.malformed("each part must be a key, ':' and a value");
    }
    if (parts.putIfAbsent(part.substring(0, colon), part.substring(colon + 1)) != null) {
      throw SignatureRejectedException.malformed("a key must not be there twice");
    }
  }

  private static String required(Map<String, String> parts, String key)
      throws SignatureRejectedException {
    String value = parts.get(key);
    if (value == null) {
      throw SignatureRejectedException.malformed("there must be a part " + key + ", was none");
    }
    return value;
  }

  private static boolean isTime(String seconds) {
    return !seconds.isEmpty()
        && seconds.length() <= MAX_TIME_LENGTH
        && seconds.chars().allMatch(character -> character >= '0' && character <= '9');
  }
}
