package io.fswebhook.war.alert;

import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.alert.AttentionItem.Kind;
import io.fswebhook.core.alert.AttentionItem.Severity;
import io.fswebhook.war.settings.AccessToken;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the tokens that expire soon, or have expired and are still in the settings. */
public final class FindOldTokens implements Supplier<Stream<AttentionItem>> {

  private final Supplier<List<AccessToken>> tokens;
  private final Clock clock;

  public FindOldTokens(Supplier<List<AccessToken>> tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Stream<AttentionItem> get() {
    Instant now = clock.instant();
    return tokens.get().stream().filter(token -> token.isDue(now)).map(token -> item(token, now));
  }

  private static AttentionItem item(AccessToken token, Instant now) {
    return new AttentionItem(
        Kind.TOKEN_EXPIRING,
        Severity.WARN,
        token.name(),
        "The token "
            + token.name()
            + (token.isExpired(now) ? " has expired at " : " expires at ")
            + token.expiresAt()
            + ".",
        null,
        null);
  }
}
