package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.verify.StreamAccess;
import io.fswebhook.core.verify.StreamAccess.StreamSignature;
import io.fswebhook.core.verify.VerifySettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what is wrong with the token of a request to a stream. Thread-safe. */
final class ExplainToken {

  /** What templates and shells leave of a variable that they do not know. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\{\\{.*}}|\\$\\{.*}|\\$\\(.*\\)|\\$[A-Za-z_]\\w*|%[A-Za-z_]\\w*%|<[A-Za-z _-]+>|\\[[A-Za-z _-]+]|(?i:undefined|null|none|token|your[ _-].*token.*)");

  private final Map<String, StreamAccess> streams;
  private final ExplainUnknownStream unknown;
  private final List<String> signatureHeaders;
  private final Set<String> secrets;

  ExplainToken(
      Map<String, StreamAccess> streams, VerifySettings settings, List<String> retiredSecrets) {
    this.streams = new TreeMap<>(streams);
    this.unknown = new ExplainUnknownStream(this.streams.keySet());
    this.signatureHeaders = settings.headers();
    this.secrets =
        Stream.of(List.of(settings.secrets(), retiredSecrets), settings.orgSecrets().values())
            .flatMap(Collection::stream)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What is wrong with it; at least one finding. */
  List<Finding> of(SentTokens sent) {
    StreamAccess access = streams.get(sent.stream());
    if (access == null) {
      return List.of(unknown.of(sent.stream(), ownerOfAny(readings(sent, null))));
    }
    List<Finding> found = whatIsWrong(sent, access);
    return found == null ? List.of(nothingFits(sent, access)) : found;
  }

  /**
   * What is wrong with a token that was taken for a signature; null unless it is recognized. Where
   * a signature is required, the token was looked at first, and was right.
   */
  @Nullable List<Finding> inPlaceOfSignature(SentTokens sent) {
    StreamAccess access = streams.get(sent.stream());
    return access == null || access.signature() == StreamSignature.REQUIRED
        ? null
        : whatIsWrong(sent, access);
  }

  private @Nullable List<Finding> whatIsWrong(SentTokens sent, StreamAccess access) {
    List<Guess<String>> readings = readings(sent, access);
    for (Guess<String> reading : readings) {
      if (MatchToken.isExact(reading.what(), access)) {
        return findings(reading, access);
      }
    }
    Finding other = ofSomethingElse(sent.stream(), readings);
    if (other != null) {
      return List.of(other);
    }
    for (Guess<String> reading : readings) {
      Guess<String> near = MatchToken.near(reading.what(), access);
      if (near != null) {
        return findings(reading.with(near), access);
      }
    }
    return null;
  }

  private static List<Finding> findings(Guess<String> match, StreamAccess access) {
    List<Finding> because = match.because();
    if (because.isEmpty()) {
      return List.of(Explainer.validNow());
    }
    return access.signature() == StreamSignature.REQUIRED
        ? because.stream().map(each -> seen(each.code(), each.sentence())).toList()
        : Explainer.together(because);
  }

  private List<Guess<String>> readings(SentTokens sent, @Nullable StreamAccess access) {
    List<Guess<String>> all = new ArrayList<>();
    sent.headers()
        .forEach(
            (name, lines) -> {
              for (String line : lines) {
                Guess<String> place = place(sent.stream(), name, lines.size(), line, access);
                boolean isBearer = name.equalsIgnoreCase(StreamAccess.DEFAULT_HEADER);
                ReadToken.of(line, isBearer).forEach(token -> all.add(place.with(token)));
              }
            });
    all.sort(Comparator.comparingInt(Guess::distance));
    return all;
  }

  private static Guess<String> place(
      String stream, String name, int lines, String line, @Nullable StreamAccess access) {
    if (access == null || name.equalsIgnoreCase(access.header())) {
      return lines == 1
          ? Guess.asItShouldBe(line)
          : Guess.of(
              line,
              "token-header-twice",
              "Header " + name + " occurs more than once: send only the one with the token.");
    }
    return Guess.of(
        line,
        "token-other-header",
        () ->
            String.format(
                Locale.ROOT,
                "The token is in header %s, but must be in header %s: in FullStory, change the header, or set fs.webhook.streams.%s.header=%1$s.",
                name,
                access.header(),
                stream));
  }

  /** The token of another stream, or a signing secret. */
  private @Nullable Finding ofSomethingElse(String stream, List<Guess<String>> readings) {
    for (Guess<String> reading : readings) {
      String other = ownerOf(reading.what());
      if (other != null) {
        return new Finding(
            "token-of-other-stream",
            true,
            String.format(
                Locale.ROOT,
                "It is the token of stream %1$s: send it to /streams/%1$s, or send a token of stream %2$s.",
                other,
                stream));
      }
      if (secrets.contains(reading.what())) {
        return seen(
            "token-is-signing-secret",
            String.format(
                Locale.ROOT,
                "A signing secret was sent in place of a token. A secret must never be sent: replace it, and set fs.webhook.streams.%s.tokens to another value, which the sender uses.",
                stream));
      }
    }
    return null;
  }

  private @Nullable String ownerOfAny(List<Guess<String>> readings) {
    return readings.stream()
        .flatMap(reading -> Stream.ofNullable(ownerOf(reading.what())))
        .findFirst()
        .orElse(null);
  }

  private @Nullable String ownerOf(String token) {
    return streams.entrySet().stream()
        .filter(stream -> MatchToken.isExact(token, stream.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private Finding nothingFits(SentTokens sent, StreamAccess access) {
    String setting = "fs.webhook.streams." + sent.stream() + ".tokens";
    if (readings(sent, access).stream()
        .anyMatch(reading -> PLACEHOLDER.matcher(reading.what()).matches())) {
      return seen(
          "token-placeholder",
          "A placeholder such as {{token}} or ${TOKEN} was sent in place of the token: nothing replaced it. In FullStory, enter the token itself.");
    }
    if (isWithoutToken(sent, access)) {
      return seen("no-token", noToken(access, setting));
    }
    return seen(
        "token-unknown",
        String.format(
            Locale.ROOT,
            "The token is none of %s (%d), nor one in another common form. Most likely FullStory has a different one: set the same in both places. Otherwise the request is not from FullStory.",
            setting,
            access.tokens().size()));
  }

  private static String noToken(StreamAccess access, String setting) {
    return String.format(
        Locale.ROOT,
        "There is no token, neither in header %s nor in another common one. In FullStory, add the header %1$s with the value '%s<token>', one of %s%s. If it has one, a proxy in between drops the header.",
        access.header(),
        access.scheme(),
        setting,
        access.signature() == StreamSignature.ACCEPTED
            ? "; a signature would do as well, and there is none either"
            : "");
  }

  /** Signatures come in headers where tokens are looked for, and are none. */
  private boolean isWithoutToken(SentTokens sent, StreamAccess access) {
    return sent.headers().entrySet().stream()
        .filter(header -> mayHaveToken(header.getKey(), access))
        .flatMap(header -> header.getValue().stream())
        .noneMatch(ExplainToken::isToken);
  }

  private boolean mayHaveToken(String header, StreamAccess access) {
    return header.equalsIgnoreCase(access.header())
        || signatureHeaders.stream().noneMatch(header::equalsIgnoreCase);
  }

  private static boolean isToken(String text) {
    return !text.isBlank() && !text.strip().equalsIgnoreCase("Bearer");
  }

  private static Finding seen(String code, String sentence) {
    return new Finding(code, false, sentence);
  }
}
