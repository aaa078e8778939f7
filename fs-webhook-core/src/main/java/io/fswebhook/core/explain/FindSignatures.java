package io.fswebhook.core.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds candidates for the signature: in the expected header first, then in others. */
record FindSignatures(List<String> configured) {

  /**
   * A line that may be a signature.
   *
   * @param header the one it is in
   */
  record Line(String header, String text) {}

  /** The likeliest first. */
  List<Guess<Line>> in(RejectedRequest request) {
    List<Guess<Line>> found = new ArrayList<>();
    String used = null;
    for (String name : configured) {
      List<String> lines = request.lines(name);
      if (lines == null) {
        continue;
      }
      found.addAll(used == null ? inUsed(name, lines) : inSecond(name, used, lines));
      used = used == null ? name : used;
    }
    request.signatures().keySet().stream()
        .filter(name -> configured.stream().noneMatch(name::equalsIgnoreCase))
        .forEach(name -> found.addAll(inOther(name, request)));
    return found;
  }

  private static List<Guess<Line>> inUsed(String name, List<String> lines) {
    if (lines.size() == 1) {
      return List.of(Guess.asItShouldBe(new Line(name, lines.get(0))));
    }
    return guesses(
        name,
        lines,
        "header-twice",
        String.format(
            Locale.ROOT,
            "Header %s occurs more than once, and one of its values is the signature: send only that one.",
            name));
  }

  private static List<Guess<Line>> inSecond(String name, String used, List<String> lines) {
    return guesses(
        name,
        lines,
        "second-header",
        String.format(
            Locale.ROOT,
            "The signature is in header %1$s, but %2$s is present too, and the first one present is used: remove %2$s in front of the receiver, or list %1$s first in fs.webhook.signature.headers.",
            name,
            used));
  }

  private List<Guess<Line>> inOther(String name, RejectedRequest request) {
    return guesses(
        name,
        request.signatures().getOrDefault(name, List.of()),
        "other-header",
        String.format(
            Locale.ROOT,
            "The signature is in header %1$s, which is not configured: add it to fs.webhook.signature.headers=%2$s, or configure the proxy to keep the header's name.",
            name,
            String.join(",", configured)));
  }

  private static List<Guess<Line>> guesses(
      String name, List<String> lines, String code, String sentence) {
    return lines.stream().map(line -> Guess.of(new Line(name, line), code, sentence)).toList();
  }
}
