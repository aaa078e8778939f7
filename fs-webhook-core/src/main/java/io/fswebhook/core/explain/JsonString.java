package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** A body that is a JSON string, and nothing but that. */
final class JsonString {

  private final String text;
  private final int end;
  private final StringBuilder content;
  private int at = 1;

  private JsonString(String text) {
    this.text = text;
    this.end = text.length() - 1;
    this.content = new StringBuilder(text.length());
  }

  /** What the string stands for; null when the body is none. */
  static byte @Nullable [] content(byte[] body) {
    String text = Bytes.utf8(Bytes.stripped(body));
    if (text == null || text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return null;
    }
    return new JsonString(text).read().getBytes(UTF_8);
  }

  private String read() {
    while (at < end) {
      content.append(next());
    }
    return content.toString();
  }

  /** What is no escape stands for itself. */
  private char next() {
    char character = text.charAt(at++);
    if (character != '\\' || at == end) {
      return character;
    }
    char kind = text.charAt(at++);
    int code = kind == 'u' && at + 4 <= end ? RewriteJson.code(text, at) : -1;
    if (code >= 0) {
      at += 4;
      return (char) code;
    }
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> kind;
    };
  }
}
