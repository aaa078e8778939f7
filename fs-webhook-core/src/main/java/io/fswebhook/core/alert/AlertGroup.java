package io.fswebhook.core.alert;

import io.fswebhook.core.alert.AttentionItem.Kind;
import org.jspecify.annotations.Nullable;

/** What is one alert at a time. */
record AlertGroup(Kind kind, @Nullable String subject) {

  static AlertGroup of(AttentionItem item) {
    return new AlertGroup(item.kind(), item.subject());
  }
}
