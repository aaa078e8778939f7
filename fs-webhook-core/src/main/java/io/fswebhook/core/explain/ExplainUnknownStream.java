package io.fswebhook.core.explain;

import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.text.NearestName;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says which stream was meant.
 *
 * @param names those that are configured, sorted
 */
record ExplainUnknownStream(Set<String> names) {

  private static final int MOST_NAMES = 10;

  /**
   * What is wrong with a name.
   *
   * @param owner the stream whose token was sent; null for none
   */
  Finding of(String stream, @Nullable String owner) {
    String rule = "There is no stream " + stream;
    return owner == null
        ? new Finding("unknown-stream", false, rule + ": " + whichWasMeant(stream))
        : new Finding(
            "unknown-stream",
            true,
            String.format(
                Locale.ROOT,
                "%s, and the token is that of stream %2$s: in FullStory, change the URL to that of /streams/%2$s.",
                rule,
                owner));
  }

  private String whichWasMeant(String stream) {
    String add = "set fs.webhook.streams." + stream + ".tokens.";
    if (names.isEmpty()) {
      return "none is configured; to receive it, " + add;
    }
    return NearestName.typo(stream, names)
        .map(name -> "was " + name + " meant? If so, correct the URL in FullStory; if not, " + add)
        .orElseGet(() -> "there is " + all() + ". Correct the URL in FullStory, or " + add);
  }

  private String all() {
    return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMES ? " and others" : "");
  }
}
