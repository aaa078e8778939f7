package io.fswebhook.core.explain;

import java.util.ArrayList;
import java.util.List;

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
            Bytes::fromJsonString),
        BodyChange.of(
            "signed-empty",
            "The signature is that of an empty body: the sender signs before it has the body, or something in between signs anew without it.",
            body -> new byte[0]));
  }
}
