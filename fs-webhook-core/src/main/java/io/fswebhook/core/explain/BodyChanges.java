package io.fswebhook.core.explain;

import java.util.ArrayList;
import java.util.List;

/** Known ways in which a body is changed in transit, the likeliest first. */
final class BodyChanges {

  private static final String UNCHANGED =
      " A proxy or gateway in between changes it: configure it to forward the body byte for byte.";

  private static final String REWRITTEN =
      ": a proxy or gateway in between parses and rewrites the JSON. Configure it to forward the body byte for byte.";

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
            "The body verifies with the leading byte order mark removed." + UNCHANGED,
            Bytes::withoutMark));
    all.add(
        BodyChange.of(
            "byte-order-mark",
            "The body verifies with a leading byte order mark added." + UNCHANGED,
            Bytes::withMark));
    all.add(
        BodyChange.of(
            "white-space",
            "The body verifies with the surrounding white space removed." + UNCHANGED,
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
        "The body verifies with its JSON written " + style + REWRITTEN,
        rewritten -> rewritten);
  }

  /** As many libraries write JSON to a stream. */
  private static BodyChange rewrittenWithNewline(JsonStyle style) {
    return BodyChange.ofJson(
        style,
        "The body verifies with its JSON written "
            + style
            + ", and a trailing newline added"
            + REWRITTEN,
        rewritten -> Bytes.joined(rewritten, "\n"));
  }

  private static List<BodyChange> lineEnds() {
    return List.of(
        BodyChange.of(
            "newline",
            "The body verifies with the trailing newline removed: it was added in transit, for example by a script that reads the body line by line.",
            Bytes::withoutNewline),
        BodyChange.of(
            "newline",
            "The body verifies with a trailing newline added: it was removed in transit, for example by a script that trims the body.",
            body -> Bytes.joined(body, "\n")),
        BodyChange.of(
            "newline",
            "The body verifies with a trailing newline (CR LF) added: it was removed in transit, for example by a script that trims the body.",
            body -> Bytes.joined(body, "\r\n")),
        BodyChange.of(
            "line-ends",
            "The body verifies with LF line endings instead of CR LF." + UNCHANGED,
            Bytes::withLf),
        BodyChange.of(
            "line-ends",
            "The body verifies with CR LF line endings instead of LF." + UNCHANGED,
            Bytes::withCrLf));
  }

  private static List<BodyChange> encodings() {
    return List.of(
        BodyChange.of(
            "charset",
            "The body verifies when encoded in ISO 8859-1: its UTF-8 was read as ISO 8859-1 and encoded as UTF-8 a second time."
                + UNCHANGED,
            Bytes::toLatin),
        BodyChange.of(
            "charset",
            "The body verifies when encoded in UTF-8: it was converted to ISO 8859-1." + UNCHANGED,
            Bytes::fromLatin),
        BodyChange.of(
            "compressed",
            "The body verifies when decompressed: a proxy or gateway in between compresses it with gzip. Turn off compression of requests.",
            Bytes::unzipped),
        BodyChange.of(
            "base64-body",
            "The body verifies when decoded from base64: a gateway in between treats it as binary and encodes it.",
            Bytes::fromBase64),
        BodyChange.of(
            "body-in-quotes",
            "The body verifies when unwrapped from a JSON string: a proxy or gateway in between forwards it as a string. Configure it to forward the body unchanged.",
            Bytes::fromJsonString),
        BodyChange.of(
            "signed-empty",
            "The signature is that of an empty body: the sender signs before it has the body, or a gateway re-signs the request without it.",
            body -> new byte[0]));
  }
}
