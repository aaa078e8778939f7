package io.fswebhook.core.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fswebhook.api.ExpressionValue;
import io.fswebhook.core.parse.JsonReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random expressions on an event: each is refused, fails or makes a value, as documented, within
 * its bounds, and tells nothing of the event but in its value. {@code -Dfuzz.expressions=1000000}
 * tries more, {@code -Dfuzz.seed=N} the same again.
 */
@Timeout(value = 60, unit = java.util.concurrent.TimeUnit.MINUTES)
class HostileExpressionsTest {

  private static final int COUNT = Integer.getInteger("fuzz.expressions", 2_000);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final Duration LIMIT = Duration.ofMillis(50);

  /** Processor time, which a busy machine does not change; garbage collection counts. */
  private static final long MOST_NANOS = Duration.ofSeconds(2).toNanos();

  private static final String MARK = "s3cr3t";
  private static final JsonReader READER = new JsonReader();

  private static final byte[] BODY =
      """
      {"eventName": "x", "data": {"text": "s3cr3t aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "we ird": null,
       "items": [{"id": 1, "s3cr3t": "s3cr3t"}, {"id": 2.5}, {"id": "s3cr3t"}, [1, [2, []]]],
       "nested": {"a": {"b": [true, false, null, -1e3, "2026-11-24T10:00:00Z"]}}}}
      """
          .getBytes(UTF_8);

  private int made;
  private int failed;
  private int refused;
  private long longest;
  private String slowest = "";

  @Test
  void every_expression_is_refused_fails_or_makes_a_value_within_its_bounds() throws Exception {
    RandomExpressions expressions = new RandomExpressions(new Random(SEED));
    for (int i = 0; i < COUNT; i++) {
      tryOne(expressions.next());
    }

    System.out.printf(
        "MEASURED %d made, %d failed, %d refused; seed %d; most processor time %d ms for %s%n",
        made, failed, refused, SEED, longest / 1_000_000, slowest);
    assertThat(made).as("seed " + SEED).isGreaterThan(COUNT / 20);
    assertThat(failed).as("seed " + SEED).isGreaterThan(COUNT / 20);
    assertThat(refused).as("seed " + SEED).isGreaterThan(COUNT / 20);
  }

  private void tryOne(String text) throws Exception {
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      evaluate(text);
    } catch (RuntimeException | Error e) {
      fail("seed %d: %s throws %s", SEED, text, e);
    }
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    if (took > longest) {
      longest = took;
      slowest = text;
    }
    assertThat(took).as("nanoseconds of seed %d: %s", SEED, text).isLessThan(MOST_NANOS);
  }

  private void evaluate(String text) throws Exception {
    Transform transform = compiled(text);
    if (transform == null) {
      return;
    }
    try {
      ExpressionValue value = transform.of(new EventValues("x", "ORG1", BODY), LIMIT);
      made++;
      if (value != null && value.type() != ExpressionValue.Type.TEXT) {
        assertThat(READER.readValue(value.text().getBytes(UTF_8))).isNotNull();
      }
    } catch (ExpressionFailedException e) {
      failed++;
      assertThat(e.getMessage()).as(text).isNotBlank().doesNotContain(MARK);
    }
  }

  private @Nullable Transform compiled(String text) {
    try {
      return Transform.compile(text);
    } catch (ExpressionSyntaxException e) {
      refused++;
      assertThat(e.getMessage()).as(text).isNotBlank();
      return null;
    }
  }
}
