package io.fswebhook.war.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hides an invalid Content-Type, for which Jersey would answer 400 without a body before our code
 * runs; it is then treated as missing. Also hides that of forms: no resource accepts them, and
 * Jersey would have the server read the body even without a token.
 */
public final class ContentTypeFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Enumeration<String> values = request.getHeaders(HttpHeaders.CONTENT_TYPE);
    boolean isReadable = values == null || isReadable(Collections.list(values));
    chain.doFilter(isReadable ? request : new WithoutContentType(request), response);
  }

  /** Of several, Jersey takes the first and logs all. */
  private static boolean isReadable(List<String> values) {
    if (values.size() != 1) {
      return values.isEmpty();
    }
    try {
      return !MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(
          MediaType.valueOf(values.get(0)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The request without its Content-Type. */
  private static final class WithoutContentType extends HttpServletRequestWrapper {

    WithoutContentType(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getContentType() {
      return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      List<String> names = Collections.list(super.getHeaderNames());
      names.removeIf(WithoutContentType::isHidden);
      return Collections.enumeration(names);
    }

    private static boolean isHidden(String name) {
      return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE);
    }
  }
}
