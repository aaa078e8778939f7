package io.fswebhook.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginTest {

  private static final List<String> SIGNATURE = List.of("Fullstory-Signature");

  @Test
  void a_few_headers_are_kept_one_a_line_and_the_signature_cut_short() {
    Origin origin =
        origin(
            Map.of(
                "Fullstory-Signature", List.of("o:ORG1,t:1,v:abcdefghijkl"),
                "Content-Type", List.of("application/json"),
                "X-Forwarded-For", List.of("10.0.0.1", "10.0.0.2"),
                "Authorization", List.of("Bearer secret")));

    assertThat(origin.headers())
        .isEqualTo(
            """
            Fullstory-Signature: o:ORG1,t:1,v:abcdef…[12 characters]
            Content-Type: application/json
            X-Forwarded-For: 10.0.0.1, 10.0.0.2""");
    assertThat(origin.address()).isEqualTo("10.0.0.9");
    assertThat(origin.test()).isFalse();
  }

  @Test
  void what_a_stranger_writes_is_bounded_and_harmless() {
    Origin origin =
        origin(
            Map.of(
                "Fullstory-Signature", List.of("v:x"),
                "User-Agent", List.of("a\nFs-Webhook-Test: forged" + "x".repeat(10_000))));

    assertThat(origin.headers().lines()).hasSize(2);
    assertThat(origin.headers()).hasSizeLessThan(300);
    assertThat(origin.test()).isFalse();
  }

  @Test
  void a_header_from_outside_does_not_make_a_delivery_a_test() {
    Origin origin =
        origin(
            Map.of(
                "Content-Type", List.of("application/json"), Origin.TEST_HEADER, List.of("admin")));

    assertThat(origin.test()).isFalse();
    assertThat(origin.headers()).doesNotContain("admin");
  }

  private static Origin origin(Map<String, List<String>> headers) {
    return Origin.of(
        new RawRequest(
            name -> headers.getOrDefault(name, List.of()), new byte[0], Instant.EPOCH, "10.0.0.9"),
        SIGNATURE);
  }
}
