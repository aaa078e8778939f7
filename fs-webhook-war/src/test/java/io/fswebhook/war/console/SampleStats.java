package io.fswebhook.war.console;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Figures that rise and fall with the day, with a target that is down towards the end. */
final class SampleStats {

  private static final int PENDING = 37;
  private static final List<String> KEYS =
      List.of("received", "duplicates", "rejected", "handled", "failed", "dead");

  private SampleStats() {}

  static Map<String, Object> of(String range, Instant now) {
    int stepSeconds = range.equals("hour") ? 60 : range.equals("day") ? 600 : 3600;
    int count = range.equals("hour") ? 60 : range.equals("day") ? 144 : 168;
    long end = now.getEpochSecond() / stepSeconds * stepSeconds + stepSeconds;
    Random random = new Random(3);
    List<Object> steps = new ArrayList<>();
    Map<String, Object> totals = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Instant at = Instant.ofEpochSecond(end - (long) (count - i) * stepSeconds);
      Map<String, Object> step = step(i, count, stepSeconds, at, random);
      KEYS.forEach(key -> totals.merge(key, step.get(key), SampleStats::sum));
      steps.add(step);
    }
    return Map.of(
        "from",
        Instant.ofEpochSecond(end - (long) count * stepSeconds),
        "before",
        Instant.ofEpochSecond(end),
        "stepSeconds",
        stepSeconds,
        "steps",
        steps,
        "totals",
        totals,
        "now",
        Map.of("pending", PENDING, "retrying", 3, "dead", 12, "ready", true));
  }

  private static Object sum(Object one, Object other) {
    return ((Number) one).longValue() + ((Number) other).longValue();
  }

  private static Map<String, Object> step(
      int i, int count, int stepSeconds, Instant at, Random random) {
    double hour = at.getEpochSecond() % 86_400 / 3_600.0;
    double byDay = stepSeconds == 60 ? 1 : 0.45 + 0.55 * Math.sin((hour - 6) * Math.PI / 12);
    int level = (int) Math.max(1, 14 * stepSeconds / 60.0 * byDay);
    int received = level + random.nextInt(level / 2 + 3);
    int downSince = count * 7 / 10;
    boolean isDown = i > downSince;
    int failed = isDown ? received / 3 : random.nextInt(12) == 0 ? 1 : 0;
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("at", at);
    step.put("received", received);
    step.put("duplicates", random.nextInt(9) == 0 ? 1 + received / 20 : 0);
    step.put("rejected", i > count / 5 && i < count * 2 / 7 ? received / 4 : 0);
    step.put("handled", Math.max(0, received * 2 - failed));
    step.put("failed", failed);
    step.put("dead", isDown && i % 4 == 0 ? 1 + failed / 4 : 0);
    step.put(
        "pending",
        isDown ? (i - downSince) * PENDING / (count - 1 - downSince) : random.nextInt(3));
    return step;
  }

  /** Of one handler, whose target is slow and then down. */
  static Map<String, Object> ofHandler(String range, Instant now) {
    Map<String, Object> stats = new LinkedHashMap<>(of(range, now));
    List<?> steps = (List<?>) requireNonNull(stats.get("steps"));
    stats.put("steps", steps.stream().map(step -> handlerStep((Map<?, ?>) step)).toList());
    return stats;
  }

  private static Map<String, Object> handlerStep(Map<?, ?> step) {
    int failed = (int) requireNonNull(step.get("failed"));
    int succeeded = (int) requireNonNull(step.get("handled"));
    boolean isIdle = failed + succeeded == 0;
    Map<String, Object> of = new LinkedHashMap<>();
    of.put("at", requireNonNull(step.get("at")));
    of.put("succeeded", succeeded);
    of.put("failed", failed);
    of.put("dead", requireNonNull(step.get("dead")));
    if (!isIdle) {
      of.put("meanMillis", 210 + 900 * failed);
      of.put("maxMillis", failed > 0 ? 10_004 : 480);
    }
    return of;
  }
}
