package io.fswebhook.war.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The names there are, to tell the operator about those that are not. */
final class SettingNames {

  private static final List<String> KNOWN =
      List.of(
          "fs.webhook.home",
          "fs.webhook.signing-secrets",
          "fs.webhook.signing-secrets-file",
          "fs.webhook.retired-signing-secrets",
          "fs.webhook.retired-signing-secrets-file",
          "fs.webhook.signature.headers",
          "fs.webhook.signature.scheme",
          "fs.webhook.signature.max-age",
          "fs.webhook.signature.max-skew",
          "fs.webhook.duplicates.same-body",
          "fs.webhook.max-body-size",
          "fs.webhook.inbox.url",
          "fs.webhook.inbox.username",
          "fs.webhook.inbox.password",
          "fs.webhook.inbox.password-file",
          "fs.webhook.inbox.datasource",
          "fs.webhook.inbox.timeout",
          "fs.webhook.inbox.lease",
          "fs.webhook.inbox.max-waiting",
          "fs.webhook.inbox.max-waiting-bytes",
          "fs.webhook.retention",
          "fs.webhook.retention.dead",
          "fs.webhook.rejections.max",
          "fs.webhook.rejections.keep-body",
          "fs.webhook.plugins.dir",
          "fs.webhook.plugins.poll-interval",
          "fs.webhook.retry.max-attempts",
          "fs.webhook.retry.initial-delay",
          "fs.webhook.retry.multiplier",
          "fs.webhook.retry.max-delay",
          "fs.webhook.retry.jitter",
          "fs.webhook.breaker.enabled",
          "fs.webhook.breaker.window",
          "fs.webhook.breaker.failure-rate",
          "fs.webhook.breaker.open-for",
          "fs.webhook.admin.token",
          "fs.webhook.admin.token-file",
          "fs.webhook.http.forwarded",
          "fs.webhook.http.host",
          "fs.webhook.http.port",
          "fs.webhook.http.tls.keystore",
          "fs.webhook.http.tls.password",
          "fs.webhook.http.tls.password-file",
          "fs.webhook.metrics.public");

  private static final List<Pattern> KNOWN_FORMS =
      List.of(
          Pattern.compile("fs\\.webhook\\.orgs\\..+\\.signing-secrets(-file)?"),
          Pattern.compile("fs\\.webhook\\.tokens\\.[^.]+\\.(token|token-file|role)"),
          Pattern.compile("fs\\.webhook\\.handlers\\.[^.]+\\..+"));

  private SettingNames() {}

  /** A sentence for each name that means nothing, sorted. */
  static List<String> complaints(Collection<String> names, String where) {
    return names.stream()
        .filter(name -> name.startsWith(ConfigSources.PREFIX) && !isKnown(name))
        .sorted()
        .map(name -> complaint(name, where))
        .toList();
  }

  private static boolean isKnown(String name) {
    return KNOWN.contains(name)
        || KNOWN_FORMS.stream().anyMatch(form -> form.matcher(name).matches());
  }

  private static String complaint(String name, String where) {
    return "setting "
        + name
        + " in "
        + where
        + " is not known and has no effect; the nearest known name is "
        + nearest(name);
  }

  private static String nearest(String name) {
    return KNOWN.stream().min(Comparator.comparingInt(known -> distance(known, name))).orElse("");
  }

  /** How many characters must be added, removed or replaced to make one of the other. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
