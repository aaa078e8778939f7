package io.fswebhook.war.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class ReceiptRateTest {

  @Test
  void it_is_the_mean_of_the_last_five_minutes_without_the_current_one() {
    assertThat(ReceiptRate.of(stats(100, 1, 2, 3, 4, 6, 500))).isEqualByComparingTo("3.2");
  }

  @Test
  void a_receiver_that_has_just_started_has_none() {
    assertThat(ReceiptRate.of(stats(7))).isEqualByComparingTo("0");
    assertThat(ReceiptRate.of(stats())).isEqualByComparingTo("0");
  }

  private static JsonObject stats(long... received) {
    JsonArrayBuilder steps = Json.createArrayBuilder();
    for (long each : received) {
      steps.add(Json.createObjectBuilder().add("received", each));
    }
    return Json.createObjectBuilder().add("steps", steps).build();
  }
}
