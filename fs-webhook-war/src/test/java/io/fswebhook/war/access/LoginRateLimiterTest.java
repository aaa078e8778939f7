package io.fswebhook.war.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginRateLimiterTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // it may overflow
  private final LoginRateLimiter rateLimiter = new LoginRateLimiter(now::get);

  @Test
  void an_address_has_ten_tries_and_then_one_a_second() {
    fail("192.0.2.1", LoginRateLimiter.TRIES);

    assertThat(rateLimiter.pause("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
    assertThat(rateLimiter.pause("192.0.2.2")).isZero();

    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(rateLimiter.pause("192.0.2.1")).isZero();
    rateLimiter.failed("192.0.2.1");
    assertThat(rateLimiter.pause("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void after_a_while_all_is_forgiven() {
    fail("192.0.2.1", 100);
    now.addAndGet(Duration.ofSeconds(100).toNanos());

    fail("192.0.2.1", LoginRateLimiter.TRIES - 1);

    assertThat(rateLimiter.pause("192.0.2.1")).isZero();
  }

  @Test
  void a_network_of_ipv6_counts_as_one() {
    for (int i = 0; i < LoginRateLimiter.TRIES; i++) {
      rateLimiter.failed("2001:db8:0:1::" + Integer.toHexString(i));
    }

    assertThat(rateLimiter.pause("[2001:db8:0:1:ffff:ffff:ffff:ffff%eth0]")).isPositive();
    assertThat(rateLimiter.pause("2001:db8:0:2::1")).isZero();
  }

  @Test
  void an_address_of_ipv4_is_the_same_however_it_is_written() {
    fail("::ffff:192.0.2.1", LoginRateLimiter.TRIES);

    assertThat(rateLimiter.pause("192.0.2.1")).isPositive();
    assertThat(rateLimiter.pause("192.0.2.2")).isZero();
  }

  @Test
  void what_is_no_address_is_no_trouble() {
    fail("a:b", LoginRateLimiter.TRIES);
    fail("x".repeat(10_000), 1);

    assertThat(rateLimiter.pause("a:b")).isPositive();
  }

  @Test
  void it_remembers_a_bounded_number() {
    for (int i = 0; i < LoginRateLimiter.MOST_ADDRESSES + 100; i++) {
      rateLimiter.failed("10.0." + i / 256 + "." + i % 256);
    }

    assertThat(rateLimiter.size()).isEqualTo(LoginRateLimiter.MOST_ADDRESSES);
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      rateLimiter.failed(address);
    }
  }
}
