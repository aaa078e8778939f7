package io.fswebhook.core.verify;

import java.util.List;

/** Finds the one header line that carries the signature. */
final class SignatureLine {

  private static final int MAX_LENGTH = 1024;

  private final List<String> names;

  SignatureLine(List<String> names) {
    this.names = names;
  }

  /** Its value without surrounding white space. */
  String of(RequestHeaders headers) throws RejectedException {
    for (String name : names) {
      List<String> lines = headers.values(name);
      if (!lines.isEmpty()) {
        return only(name, lines);
      }
    }
    throw new RejectedException(RejectionReason.MISSING, "no header " + String.join(" or ", names));
  }

  private static String only(String name, List<String> lines) throws RejectedException {
    if (lines.size() > 1) {
      throw RejectedException.malformed(
          "header " + name + " must occur once, occurred " + lines.size() + " times");
    }
    String line = lines.get(0);
    if (line.length() > MAX_LENGTH) {
      throw RejectedException.malformed(
          "header " + name + " must have at most 1024 characters, had " + line.length());
    }
    String text = trim(line);
    if (text.isEmpty()) {
      throw new RejectedException(
          RejectionReason.MISSING, "header " + name + " must contain a signature, was empty");
    }
    return text;
  }

  /** HTTP's optional white space is spaces and tabs; {@code strip} and {@code trim} remove more. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '\t';
  }
}
