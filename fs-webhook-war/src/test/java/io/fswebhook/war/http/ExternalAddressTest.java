package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalAddressTest {

  private final HttpServletRequest request = mock(HttpServletRequest.class);
  private final ExternalAddress trusting = new ExternalAddress(true);

  @BeforeEach
  void direct() {
    when(request.getRemoteAddr()).thenReturn("10.0.0.1");
    when(request.getContextPath()).thenReturn("/fs-webhook");
    when(request.getLocalName()).thenReturn("local");
    when(request.getLocalPort()).thenReturn(8080);
    when(request.getHeader("Host")).thenReturn("inside:8080");
    when(request.getHeaders(anyString())).thenAnswer(call -> Collections.emptyEnumeration());
  }

  private void sent(String header, String... lines) {
    when(request.getHeaders(header)).thenAnswer(call -> Collections.enumeration(List.of(lines)));
  }

  private void sendAll() {
    sent("X-Forwarded-For", "6.6.6.6", "7.7.7.7, 203.0.113.9");
    sent("X-Forwarded-Proto", "https");
    sent("X-Forwarded-Host", "hooks.example.com");
    sent("X-Forwarded-Prefix", "/a/b/");
  }

  @Test
  void what_the_nearest_proxy_says_counts() {
    sendAll();

    assertThat(trusting.remoteAddress(request)).isEqualTo("203.0.113.9");
    assertThat(trusting.isSecure(request)).isTrue();
    assertThat(trusting.path(request)).isEqualTo("/a/b/fs-webhook/");
    assertThat(trusting.baseUrl(request)).isEqualTo("https://hooks.example.com/a/b/fs-webhook/");
  }

  @Test
  void without_a_proxy_nothing_that_is_sent_counts() {
    sendAll();
    ExternalAddress direct = new ExternalAddress(false);

    assertThat(direct.remoteAddress(request)).isEqualTo("10.0.0.1");
    assertThat(direct.isSecure(request)).isFalse();
    assertThat(direct.baseUrl(request)).isEqualTo("http://inside:8080/fs-webhook/");
  }

  @Test
  void at_the_root_and_with_tls_of_its_own() {
    when(request.getContextPath()).thenReturn("");
    when(request.isSecure()).thenReturn(true);
    when(request.getHeader("Host")).thenReturn(null);

    assertThat(trusting.baseUrl(request)).isEqualTo("https://local:8080/");
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:db8::1",
    "[2001:db8::1]:443, 2001:db8::1",
    "192.0.2.1:5000, 192.0.2.1",
    "unknown, 10.0.0.1",
    "1.2.3, 10.0.0.1",
    "abc, 10.0.0.1",
    "'1.2.3.4, <script>', 10.0.0.1",
    "'1.2.3.4,', 10.0.0.1",
  })
  void an_address_is_an_address_or_nothing(String sent, String expected) {
    sent("X-Forwarded-For", sent);

    assertThat(trusting.remoteAddress(request)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "/a b", "/../x", "/a/..", "a", "/a?x", "/a\"b", "/"})
  void a_broken_prefix_is_none(String sent) {
    sent("X-Forwarded-Prefix", sent);

    assertThat(trusting.path(request)).isEqualTo("/fs-webhook/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a@b", "", "a b", "a:123456", "<a>", "[::1"})
  void a_broken_host_or_scheme_is_none(String sent) {
    sent("X-Forwarded-Host", sent);
    sent("X-Forwarded-Proto", sent);

    assertThat(trusting.baseUrl(request)).startsWith("http://inside:8080/");
  }
}
