package io.fswebhook.war.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRangeTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "10.1.2.128/25, 10.1.2.200, true",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "::1, [::1], true",
    "::1, 0:0:0:0:0:0:0:1, true",
    "fd00::/8, fd12:3456::1, true",
    "fd00::/8, fe80::1%eth0, false",
    "fe80::/10, fe80::1%eth0, true",
    "127.0.0.1, ::ffff:127.0.0.1, true",
    "127.0.0.1, localhost, false",
    "127.0.0.1, '', false",
  })
  void an_address_is_in_a_range_or_not(String range, String address, boolean contained) {
    assertThat(NetworkRange.parse(range).contains(address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.256", "::1/129", "10.0.0.0/", "/8"})
  void what_is_none_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkRange.parse(text));
  }
}
