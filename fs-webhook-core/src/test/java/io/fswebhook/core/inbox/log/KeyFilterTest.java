package io.fswebhook.core.inbox.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyFilterTest {

  private static final int EACH = (1 << 23) / 16;

  private final Random random = new Random(1);
  private final long now = Instant.now().getEpochSecond();
  private final KeyFilter filter = new KeyFilter(2);

  private byte[] key(long time) {
    byte[] hash = new byte[16];
    random.nextBytes(hash);
    return ByteBuffer.allocate(24).putLong(time).put(hash).array();
  }

  private List<byte[]> keys(long time, int count) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(key(time));
    }
    return keys;
  }

  private double mayContain(List<byte[]> keys) {
    return (double) keys.stream().filter(filter::mayContain).count() / keys.size();
  }

  @Test
  void before_the_stored_keys_are_known_all_may_be_stored() {
    assertThat(mayContain(keys(now, 100))).isEqualTo(1);
    assertThat(mayContain(keys(-1, 100))).isEqualTo(1);
  }

  @Test
  void a_key_that_was_added_or_loaded_may_be_stored_and_few_others() {
    List<byte[]> stored = keys(now - 10, 1_000);
    filter.load(stored, true);
    List<byte[]> added = keys(now, 1_000);
    added.forEach(filter::add);

    assertThat(mayContain(stored)).isEqualTo(1);
    assertThat(mayContain(added)).isEqualTo(1);
    assertThat(mayContain(keys(now, 10_000))).isLessThan(0.01);
    assertThat(mayContain(keys(0, 10_000))).isLessThan(0.01);
  }

  @Test
  void while_it_is_loaded_what_is_earlier_or_of_the_same_second_may_be_stored() {
    filter.load(keys(now - 10, 100), false);

    assertThat(mayContain(keys(now - 10, 100))).isEqualTo(1);
    assertThat(mayContain(keys(now - 11, 100))).isEqualTo(1);
    assertThat(mayContain(keys(now - 9, 1_000))).isLessThan(0.05);
  }

  @Test
  void when_it_is_full_what_is_no_later_than_what_it_forgot_may_be_stored() {
    filter.load(List.of(), true);
    List<byte[]> early = keys(now - 1_000, EACH);
    early.forEach(filter::add);
    keys(now - 500, EACH).forEach(filter::add);
    assertThat(mayContain(keys(now - 1_000, 1_000))).isLessThan(0.05);

    List<byte[]> late = keys(now, 10);
    late.forEach(filter::add);

    assertThat(mayContain(early.subList(0, 1_000))).isEqualTo(1);
    assertThat(mayContain(keys(now - 1_000, 1_000))).isEqualTo(1);
    assertThat(mayContain(keys(now - 2_000, 1_000))).isEqualTo(1);
    assertThat(mayContain(keys(now - 999, 1_000))).isLessThan(0.05);
    assertThat(mayContain(late)).isEqualTo(1);
    assertThat(filter.load(keys(now - 3_000, 10), false)).isFalse();
  }

  @Test
  void a_time_far_ahead_or_before_1970_does_not_make_all_others_possibly_stored() {
    filter.load(List.of(), true);
    byte[] ahead = key(now + 1_000_000);
    byte[] before1970 = key(-5);
    filter.add(ahead);
    filter.add(before1970);
    keys(now - 1_000, EACH - 2).forEach(filter::add);
    keys(now - 500, EACH).forEach(filter::add);
    filter.add(key(now));

    assertThat(mayContain(keys(now, 1_000))).isLessThan(0.05);
    assertThat(filter.mayContain(ahead)).isTrue();
    assertThat(filter.mayContain(before1970)).isTrue();
  }

  @Test
  void what_is_loaded_does_not_push_out_what_arrives() {
    assertThat(filter.load(keys(now, EACH), false)).isTrue();
    assertThat(filter.load(keys(now - 5, EACH), false)).isTrue();
    assertThat(filter.load(keys(now - 10, 10), true)).isFalse();

    List<byte[]> added = keys(now + 1, 100);
    added.forEach(filter::add);

    assertThat(mayContain(added)).isEqualTo(1);
    assertThat(mayContain(keys(now - 10, 100))).isEqualTo(1);
  }
}
