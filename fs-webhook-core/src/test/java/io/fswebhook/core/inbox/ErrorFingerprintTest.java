package io.fswebhook.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFingerprintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "io.fswebhook.api.GiveUpException: https://crm.example answered 503: {\"id\":\"a1\"} | io.fswebhook.api.GiveUpException: https://crm.example answered 503: {\"id\":\"b-77\"}",
        "java.io.IOException: HTTP 503 for order 4711 | java.io.IOException: HTTP 503 for order 99",
        "java.io.IOException: HTTP/1.1 503 Service Unavailable, request f81d4fae-7dec-11d0-a765-00a0c91e6bf6 | java.io.IOException: HTTP/2 503 Service Unavailable, request 01932c07-7dec-71d0-a765-00a0c91e6bf6",
        "java.io.IOException: no answer from https://crm.example/hook?id=1&t=2: java.net.ConnectException | java.io.IOException: no answer from https://crm.example/hook?id=22: java.net.ConnectException",
        "java.net.ConnectException: Connection refused: crm/10.0.0.1:8443 | java.net.ConnectException: Connection refused: crm/10.0.12.7:8444",
        "java.net.SocketTimeoutException: Read timed out after 300 ms | java.net.SocketTimeoutException: Read timed out after 30001 ms",
        "java.net.http.HttpTimeoutException: no answer within PT30S | java.net.http.HttpTimeoutException: no answer within PT1M5.5S",
        "java.lang.IllegalStateException: no account user42 in ORG1 | java.lang.IllegalStateException: no account user7 in ORG22",
        "java.lang.IllegalStateException: no account order-17 | java.lang.IllegalStateException: no account order-180",
        "java.sql.SQLException: duplicate key (id)=(evt_1N2b3C4d5E6f) | java.sql.SQLException: duplicate key (id)=(evt_9Z8y7X6w5V4u)",
        "java.lang.IllegalArgumentException: 'Ann Lee' is no name | java.lang.IllegalArgumentException: 'Bo' is no name",
        "com.acme.Broken: at Fri, 27 Nov 2026 13:42:45 GMT | com.acme.Broken: at Sat, 1 Aug 2026 03:00:01 GMT",
        "com.acme.Broken: until 2026-11-27T13:42:45.123Z | com.acme.Broken: until 2027-01-01T00:00Z",
        "com.acme.Broken: com.acme.Thing@1b6d3586 | com.acme.Broken: com.acme.Thing@abcdef1",
        "com.acme.Broken: hash deadbeefcafe | com.acme.Broken: hash 0x00112233aa",
        "com.acme.Broken: rows 1, 2, 3 | com.acme.Broken: rows 17"
      })
  void what_differs_from_delivery_to_delivery_makes_no_other_group(String one, String other) {
    assertThat(ErrorFingerprint.kind(one)).isEqualTo(ErrorFingerprint.kind(other));
    assertThat(ErrorFingerprint.of(one)).isEqualTo(ErrorFingerprint.of(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.io.IOException: HTTP 503 for order 4711 | java.io.IOException: HTTP 404 for order 4711",
        "java.io.IOException: HTTP/1.1 500 | java.io.IOException: HTTP/1.1 502",
        "java.io.IOException: https://crm.example answered 503: x | java.io.IOException: https://crm.example answered 429: x",
        "java.io.IOException: status=401 | java.io.IOException: status=403",
        "java.io.IOException: no answer from https://a.example/x?id=1 | java.io.IOException: no answer from https://b.example/x?id=1",
        "java.io.IOException: down | java.net.ConnectException: down",
        "java.io.IOException: down; caused by a.B: x | java.io.IOException: down; caused by a.C: x",
        "java.sql.SQLException: error code 23505 | java.sql.SQLException: error code 23503",
        "java.lang.IllegalStateException: cannot connect | java.lang.IllegalStateException: cannot write",
        "org.eclipse.Http2Exception: gone | org.eclipse.Http3Exception: gone"
      })
  void what_is_another_kind_of_error_is_another_group(String one, String other) {
    assertThat(ErrorFingerprint.of(one)).isNotEqualTo(ErrorFingerprint.of(other));
  }

  @Test
  void an_error_without_any_text_has_one_too_and_a_success_has_none() {
    HandlerTask task = mock();
    Outcome dead =
        new Outcome(task, TaskState.DEAD, Instant.EPOCH, Duration.ofMillis(5), null, null);

    assertThat(dead.fingerprint()).isEqualTo(ErrorFingerprint.of(""));
    Outcome succeeded =
        new Outcome(task, TaskState.SUCCEEDED, Instant.EPOCH, Duration.ZERO, null, null);
    assertThat(succeeded.fingerprint()).isNull();
  }

  /** Patterns that go back again and again would hold up the handler's thread. */
  @Test
  void a_long_text_takes_no_longer_than_its_length_says() {
    for (String part :
        List.of("a", "1", "a1", "-", "'", "\"", "#", " ", "1 ", "x://?", "P1", "Mon ", "@a")) {
      assertThat(ErrorFingerprint.kind(part.repeat(200_000 / part.length()))).isNotNull();
    }
  }
}
