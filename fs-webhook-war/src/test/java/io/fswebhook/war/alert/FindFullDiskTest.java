package io.fswebhook.war.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.alert.AlertLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FindFullDiskTest {

  private int limit = 5;
  private final FindFullDisk disk =
      new FindFullDisk(
          Path.of("."),
          () ->
              new AlertLimits(Duration.ofHours(1), limit, Duration.ofDays(14), Duration.ZERO, null),
          Clock.systemUTC());

  @Test
  void it_is_found_below_the_limit_and_well_again_some_percent_above_it() {
    disk.look(50, 1000);
    assertThat(disk.get()).isEmpty();

    disk.look(49, 1000);
    assertThat(disk.get())
        .singleElement()
        .satisfies(each -> assertThat(each.text()).contains("4 %"));
    disk.look(60, 1000);
    assertThat(disk.get()).hasSize(1);
    disk.look(70, 1000);
    assertThat(disk.get()).isEmpty();
    disk.look(60, 1000);
    assertThat(disk.get()).isEmpty();
  }

  @Test
  void no_limit_finds_nothing() {
    limit = 0;
    disk.look(0, 1000);

    assertThat(disk.get()).isEmpty();
  }
}
