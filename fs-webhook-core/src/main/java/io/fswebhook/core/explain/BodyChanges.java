package io.fswebhook.core.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is known to be done to bodies on their way, the likeliest first. */
final class BodyChanges {

  private static final String UNCHANGED =
      " Something between sender and receiver changes it: let it pass the body on byte for byte.";

  private static final String REWRITTEN =
      ": something between sender and receiver reads the JSON and writes it again. Let it pass the body on byte for byte.";

  private static final List<BodyChange> ALL = all();

  private BodyChanges() {}

  static List<BodyChange> likeliestFirst() {
    return ALL;
  }

  private static List<BodyChange> all() {
    List<BodyChange> all = new ArrayList<>();
    all.addAll(lineEnds());
    all.add(
        BodyChange.of(
            "byte-order-mark",
            "The body verifies if the byte order mark at its beginning is removed." + UNCHANGED,
            Bytes::withoutMark));
    all.add(
        BodyChange.of(
            "byte-order-mark",
            "The body verifies if a byte order mark is put at its beginning." + UNCHANGED,
            Bytes::withMark));
    all.add(
        BodyChange.of(
            "white-space",
            "The body verifies if the white space around it is removed." + UNCHANGED,
            Bytes::stripped));
    JsonStyle.likeliestFirst().forEach(style -> all.add(rewritten(style)));
    JsonStyle.likeliestFirst().stream()
        .filter(style -> style.space() == JsonStyle.Space.NONE)
        .forEach(style -> all.add(rewrittenWithNewline(style)));
    all.addAll(encodings());
    return all;
  }

  private static BodyChange rewritten(JsonStyle style) {
    return BodyChange.ofJson(
        style,
        "The body verifies if its JSON is written " + style + REWRITTEN,
        rewritten -> rewritten);
  }

  /** As many libraries write it into a stream. */
  private static BodyChange rewrittenWithNewline(JsonStyle style) {
    return BodyChange.ofJson(
        style,
        "The body verifies if its JSON is written "
            + style
            + ", and a line's end is put after it"
            + REWRITTEN,
        rewritten -> Bytes.joined(rewritten, "\n"));
  }

  private static List<BodyChange> lineEnds() {
    return List.of(
        BodyChange.of(
            "newline",
            "The body verifies if the line's end after it is removed: it was added on the way, such as by a script that reads the body as lines.",
            Bytes::withoutNewline),
        BodyChange.of(
            "newline",
            "The body verifies if a line's end is put after it: it was cut off on the way, such as by a script that trims the body.",
            body -> Bytes.joined(body, "\n")),
        BodyChange.of(
            "newline",
            "The body verifies if a line's end (CR LF) is put after it: it was cut off on the way, such as by a script that trims the body.",
            body -> Bytes.joined(body, "\r\n")),
        BodyChange.of(
            "line-ends",
            "The body verifies if its lines end with LF and not with CR LF." + UNCHANGED,
            Bytes::withLf),
        BodyChange.of(
            "line-ends",
            "The body verifies if its lines end with CR LF and not with LF." + UNCHANGED,
            Bytes::withCrLf));
  }

  private static List<BodyChange> encodings() {
    return List.of(
        BodyChange.of(
            "charset",
            "The body verifies if it is written in ISO 8859-1: its UTF-8 was taken for ISO 8859-1 and written as UTF-8 once more."
                + UNCHANGED,
            Bytes::toLatin),
        BodyChange.of(
            "charset",
            "The body verifies if it is written in UTF-8: it was written in ISO 8859-1."
                + UNCHANGED,
            Bytes::fromLatin),
        BodyChange.of(
            "compressed",
            "The body verifies if it is decompressed: something between sender and receiver compresses it with gzip. Turn that off for requests.",
            Bytes::unzipped),
        BodyChange.of(
            "base64-body",
            "The body verifies if it is decoded from base64: something between sender and receiver, such as a gateway that takes it for binary, encodes it.",
            Bytes::fromBase64),
        BodyChange.of(
            "body-in-quotes",
            "The body verifies if it is taken out of the JSON string that it is in: something between sender and receiver hands it on as a string. Let it pass the body on as it is.",
            JsonString::content),
        BodyChange.of(
            "signed-empty",
            "The signature is that of an empty body: the sender signs before it has the body, or something in between signs anew without it.",
            body -> new byte[0]));
  }

  /** A body that is a JSON string, and nothing but that. */
  private static final class JsonString {

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
}
