package io.fswebhook.plugins.sample.support;

import io.fswebhook.api.HandlerSetting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statuses of responses after which a delivery is sent again; after any other one but a 2xx it
 * is a dead letter.
 *
 * @param patterns three digits each, or one and then {@code xx}
 */
record RetriedStatuses(Set<String> patterns) {

  private static final String KEY = "retried-statuses";
  private static final String DEFAULT = "408,425,429,5xx";

  static final HandlerSetting DECLARED =
      HandlerSetting.text(
              KEY,
              "The statuses of responses after which a delivery is sent again, separated by commas;"
                  + " 5xx is all from 500.")
          .orElse(DEFAULT);

  static RetriedStatuses read(CheckedSettings settings) {
    List<String> all = settings.list(KEY, DEFAULT);
    all.stream()
        .filter(pattern -> !pattern.matches("[345](xx|\\d\\d)"))
        .findFirst()
        .ifPresent(
            pattern -> {
              throw settings.wrong(
                  KEY,
                  "must be statuses from 300 to 599, or 3xx, 4xx, 5xx, separated by commas, such as "
                      + DEFAULT
                      + ", was '"
                      + pattern
                      + "'");
            });
    return new RetriedStatuses(all.stream().collect(Collectors.toUnmodifiableSet()));
  }

  boolean contains(int status) {
    return patterns.contains(Integer.toString(status)) || patterns.contains(status / 100 + "xx");
  }
}
