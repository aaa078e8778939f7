package io.fswebhook.war.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The results of sending events. Thread-safe. */
final class SendResults {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long BETWEEN_PROGRESS = SECOND / 5;

  /** How late the last one may be without missing the rate. */
  private static final long GRACE = SECOND / 10;

  private static final double TOLERANCE = 1.05;
  private static final int MOST_REFUSALS = 10;

  private final int count;
  private final @Nullable Double rate;
  private final Consumer<String> progress;
  private final Map<Integer, Integer> countByStatus = new TreeMap<>();
  private final Set<String> refusals = new LinkedHashSet<>();
  private final int[] micros;
  private @Nullable Answer last;
  private int answered;
  private long start;
  private long end;
  private long lastSent;
  private long lastProgress;

  /** Passes a line about the progress on now and then. */
  SendResults(int count, @Nullable Double rate, Consumer<String> progress) {
    this.count = count;
    this.rate = rate;
    this.progress = progress;
    this.micros = new int[count];
  }

  synchronized void start() {
    start = System.nanoTime();
    lastSent = start;
    lastProgress = start;
  }

  synchronized long startedAt() {
    return start;
  }

  synchronized void add(Answer answer, long sentAt, long answeredAt) {
    countByStatus.merge(answer.httpStatus(), 1, Integer::sum);
    last = answer;
    if (!answer.isAccepted() && refusals.size() < MOST_REFUSALS) {
      refusals.add(answer.line());
    }
    micros[answered++] = (int) Math.min(Integer.MAX_VALUE, (answeredAt - sentAt) / 1_000);
    lastSent = Math.max(lastSent, sentAt);
    if (answeredAt - lastProgress >= BETWEEN_PROGRESS) {
      lastProgress = answeredAt;
      end = answeredAt;
      progress.accept(counts(answered + " of " + count) + perSecondText());
    }
  }

  synchronized void end() {
    end = System.nanoTime();
    Arrays.sort(micros, 0, answered);
  }

  synchronized boolean allAccepted() {
    return answered == count && countByStatus.keySet().stream().allMatch(each -> each == 200);
  }

  synchronized boolean has(int status) {
    return countByStatus.containsKey(status);
  }

  /** The response to a single event, or the distinct refusals of several. */
  synchronized List<String> answers() {
    return count == 1 && last != null ? List.of(last.line()) : List.copyOf(refusals);
  }

  /** Whether the requested rate was reached. */
  synchronized boolean rateReached() {
    if (rate == null || answered < count) {
      return true;
    }
    double planned = (count - 1) / rate * SECOND;
    return lastSent - start <= planned * TOLERANCE + GRACE;
  }

  /** Such as {@code 3 answered, 3 with 200; 0.1 s, 30 a second; p50 2.1 ms, p99 4.0 ms}. */
  synchronized String line() {
    String times =
        answered == 0
            ? ""
            : String.format(Locale.ROOT, "; p50 %.1f ms, p99 %.1f ms", millis(0.5), millis(0.99));
    return String.format(
        Locale.ROOT,
        "%s; %.1f s%s%s",
        counts("" + answered),
        (end - start) / (double) SECOND,
        perSecondText(),
        times);
  }

  synchronized JsonObject json() {
    JsonObjectBuilder statuses = Json.createObjectBuilder();
    countByStatus.forEach((status, many) -> statuses.add("" + status, (int) many));
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("count", count)
            .add("answered", answered)
            .add("statuses", statuses)
            .add("seconds", rounded((end - start) / (double) SECOND))
            .add("perSecond", rounded(perSecond()))
            .add("rateReached", rateReached());
    if (answered > 0) {
      json.add("p50Millis", millis(0.5)).add("p99Millis", millis(0.99));
    }
    if (count == 1 && last != null) {
      json.add(last.isAccepted() ? "status" : "code", last.status());
      json.add(last.isAccepted() ? "id" : "detail", last.id());
    }
    return json.build();
  }

  double perSecond() {
    return answered / Math.max(1e-9, (end - start) / (double) SECOND);
  }

  private String perSecondText() {
    return String.format(Locale.ROOT, ", %.0f a second", perSecond());
  }

  private String counts(String number) {
    return countByStatus.entrySet().stream()
        .map(entry -> ", " + entry.getValue() + " with " + entry.getKey())
        .collect(Collectors.joining("", number + " answered", ""));
  }

  /** The given quantile of the response times. */
  private double millis(double part) {
    return micros[Math.max(0, (int) Math.ceil(part * answered) - 1)] / 1_000.0;
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
