package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.http.SlowClients.Held;
import io.fswebhook.war.http.SlowClients.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowClientsTest {

  private final AtomicLong now = new AtomicLong();
  private final List<String> letGo = new ArrayList<>();
  private final SlowClients clients =
      new SlowClients(
          "things", new Limits(4, 1000, Duration.ofSeconds(60)), Runnable::run, now::get);

  @Test
  void of_too_many_the_oldest_goes() {
    for (int i = 1; i <= 5; i++) {
      hold("10.0.0." + i, 1);
    }

    assertThat(letGo).containsExactly("10.0.0.1");
    assertThat(clients.count()).isEqualTo(4);
  }

  @Test
  void one_address_has_half_of_the_places_at_most() {
    hold("10.0.0.9", 1);
    hold("10.0.0.1", 1);
    hold("10.0.0.1", 1);
    hold("10.0.0.1", 1);

    assertThat(letGo).containsExactly("10.0.0.1");
    assertThat(clients.count()).isEqualTo(3);
  }

  @Test
  void an_ipv6_network_is_one_address() {
    hold("2001:db8::1", 1);
    hold("2001:db8::2", 1);
    hold("2001:db8::3", 1);

    assertThat(letGo).containsExactly("2001:db8::1");
  }

  @Test
  void bytes_are_bounded_too_also_those_that_come_later() {
    Held growing = hold("10.0.0.1", 400);
    hold("10.0.0.2", 400);
    growing.grow(100);
    assertThat(letGo).isEmpty();

    hold("10.0.0.3", 200);

    assertThat(letGo).containsExactly("10.0.0.1");
  }

  @Test
  void what_has_ended_makes_room_and_is_never_let_go() {
    Held ended = hold("10.0.0.1", 500);
    ended.release();
    ended.grow(10_000);
    now.set(Duration.ofMinutes(5).toNanos());
    clients.look();

    assertThat(letGo).isEmpty();
    assertThat(clients.count()).isZero();
  }

  @Test
  void nothing_is_held_for_longer_than_the_limit() {
    hold("10.0.0.1", 1);
    now.set(Duration.ofSeconds(30).toNanos());
    hold("10.0.0.2", 1);
    now.set(Duration.ofSeconds(60).toNanos());

    clients.look();

    assertThat(letGo).containsExactly("10.0.0.1");
  }

  @Test
  void as_many_connections_as_memory_and_file_descriptors_allow() {
    assertThat(ClientLimits.connections(128L << 20, Long.MAX_VALUE)).isEqualTo(4096);
    assertThat(ClientLimits.connections(4L << 30, 1024)).isEqualTo(512);
    assertThat(ClientLimits.connections(4L << 30, Long.MAX_VALUE)).isEqualTo(10_000);
    assertThat(ClientLimits.connections(1L << 20, 20)).isEqualTo(64);
  }

  private Held hold(String address, long bytes) {
    return clients.hold(address, bytes, () -> letGo.add(address));
  }
}
