package io.fswebhook.war.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

/** Servers that redirect to the slash by themselves never get here; the others do. */
class ConsoleRedirectTest {

  private final HttpServletRequest request = mock();
  private final HttpServletResponse response = mock();
  private final FilterChain chain = mock();

  @ParameterizedTest
  @CsvSource({"/fs-webhook, GET", "/fs-webhook, HEAD", "/a/b, GET"})
  void the_context_root_without_a_slash_leads_to_the_console(String context, String method)
      throws Exception {
    ask(method, context, context);

    ArgumentCaptor<String> location = ArgumentCaptor.forClass(String.class);
    verify(response).setStatus(302);
    verify(response).setHeader(eq("Location"), location.capture());
    assertThat(URI.create("http://127.0.0.1" + context).resolve(location.getValue()))
        .isEqualTo(URI.create("http://127.0.0.1" + context + "/console/"));
    verify(chain, never()).doFilter(any(), any());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/fs-webhook"})
  void the_context_root_with_a_slash_leads_to_the_console(String context) throws Exception {
    ask("GET", context, context + "/");

    verify(response).setHeader("Location", "console/");
    verify(chain, never()).doFilter(any(), any());
  }

  @Test
  void all_else_goes_on() throws Exception {
    ask("POST", "/fs-webhook", "/fs-webhook");
    ask("GET", "/fs-webhook", "/fs-webhook/api/v1/stats");
    ask("GET", "", "/console/");

    verify(chain, times(3)).doFilter(request, response);
    verify(response, never()).setStatus(302);
  }

  private void ask(String method, String context, String uri) throws Exception {
    when(request.getMethod()).thenReturn(method);
    when(request.getContextPath()).thenReturn(context);
    when(request.getRequestURI()).thenReturn(uri);
    new ConsoleRedirect().doFilter(request, response, chain);
  }
}
