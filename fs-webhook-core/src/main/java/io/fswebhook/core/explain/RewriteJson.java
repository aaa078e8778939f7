package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fswebhook.core.explain.JsonStyle.Escapes;
import io.fswebhook.core.explain.JsonStyle.Space;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in another style: the same members in the same order, numbers and all else verbatim.
 * Works on characters, so that no nesting is too deep and no input fails; what is not JSON becomes
 * some other text.
 */
final class RewriteJson {

  private static final int MOST_INDENT = 200;

  private final String text;
  private final JsonStyle style;
  private final int longest;
  private final StringBuilder out;
  private int depth;

  private RewriteJson(String text, JsonStyle style) {
    this.text = text;
    this.style = style;
    this.longest = 4 * text.length() + 1_024;
    this.out = new StringBuilder(text.length() + 64);
  }

  /** Null if it does not start like JSON, or becomes much longer. */
  static byte @Nullable [] of(String text, JsonStyle style) {
    if (!isJson(text)) {
      return null;
    }
    RewriteJson rewrite = new RewriteJson(text, style);
    return rewrite.all() ? rewrite.out.toString().getBytes(UTF_8) : null;
  }

  private static boolean isJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (!isSpace(character)) {
        return character == '{' || character == '[';
      }
    }
    return false;
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }

  private boolean all() {
    int at = 0;
    while (at < text.length()) {
      if (out.length() > longest) {
        return false;
      }
      char character = text.charAt(at);
      if (character == '"') {
        at = string(at);
      } else {
        at = outside(character, at);
      }
    }
    return true;
  }

  private int outside(char character, int at) {
    if (style.space() == Space.AS_IT_IS) {
      out.append(character);
      return at + 1;
    }
    if (isSpace(character)) {
      return at + 1;
    }
    return switch (character) {
      case '{', '[' -> open(character, at);
      case '}', ']' -> close(character, at);
      case ',' -> comma(at);
      case ':' -> colon(at);
      default -> {
        out.append(character);
        yield at + 1;
      }
    };
  }

  private int open(char character, int at) {
    out.append(character);
    int next = at + 1;
    while (next < text.length() && isSpace(text.charAt(next))) {
      next++;
    }
    if (next < text.length() && (text.charAt(next) == '}' || text.charAt(next) == ']')) {
      out.append(text.charAt(next));
      return next + 1;
    }
    depth++;
    line();
    return next;
  }

  private int close(char character, int at) {
    depth = Math.max(0, depth - 1);
    line();
    out.append(character);
    return at + 1;
  }

  private int comma(int at) {
    out.append(',');
    if (style.space() == Space.AFTER_SIGNS) {
      out.append(' ');
    }
    line();
    return at + 1;
  }

  private int colon(int at) {
    out.append(style.space() == Space.NONE ? ":" : ": ");
    return at + 1;
  }

  private void line() {
    int indent = style.space().indent();
    if (indent > 0) {
      out.append('\n').append(" ".repeat(Math.min(MOST_INDENT, depth * indent)));
    }
  }

  /** From the opening quote to the closing one. Returns the position after it. */
  private int string(int start) {
    out.append('"');
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at = text.charAt(at) == '\\' ? escaped(at) : plain(at);
    }
    if (at < text.length()) {
      out.append('"');
    }
    return at + 1;
  }

  private int plain(int at) {
    char character = text.charAt(at);
    Escapes escapes = style.escapes();
    if (character == '/' && (escapes == Escapes.SLASH || escapes == Escapes.SLASH_AND_LETTER)) {
      out.append("\\/");
    } else if (isEscapedPlainly(character, escapes)) {
      out.append("\\u").append(HexFormat.of().toHexDigits(character));
    } else {
      out.append(character);
    }
    return at + 1;
  }

  private static boolean isEscapedPlainly(char character, Escapes escapes) {
    return switch (escapes) {
      case LETTER, SLASH_AND_LETTER -> Escapes.isLetterBeyond(character);
      case MARKUP -> JsonStyle.MARKUP_SIGNS.indexOf(character) >= 0;
      case MORE_MARKUP -> JsonStyle.MORE_MARKUP_SIGNS.indexOf(character) >= 0;
      default -> false;
    };
  }

  private int escaped(int at) {
    if (at + 1 >= text.length()) {
      out.append('\\');
      return at + 1;
    }
    char kind = text.charAt(at + 1);
    if (kind == '/' && style.escapes() == Escapes.NO_SLASH) {
      out.append('/');
      return at + 2;
    }
    int code = kind == 'u' ? code(text, at + 2) : -1;
    if (code >= 0 && isPlainInstead((char) code)) {
      out.append((char) code);
      return at + 6;
    }
    out.append('\\').append(kind);
    return at + 2;
  }

  private boolean isPlainInstead(char character) {
    return (style.escapes() == Escapes.NO_LETTER && Escapes.isLetterBeyond(character))
        || (style.escapes() == Escapes.NO_MARKUP
            && JsonStyle.MORE_MARKUP_SIGNS.indexOf(character) >= 0);
  }

  /** Four hexadecimal digits, or -1. */
  private static int code(String text, int from) {
    int end = from + 4;
    boolean isCode =
        end <= text.length() && text.substring(from, end).chars().allMatch(HexFormat::isHexDigit);
    return isCode ? HexFormat.fromHexDigits(text, from, end) : -1;
  }
}
