package io.fswebhook.war.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Does what a server does that knows its users, and what one does behind TLS or a proxy. */
final class ServerUsers extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** The header of a test that names the user, and the one that names its role. */
  static final String USER = "Test-User";

  static final String ROLE = "Test-Role";

  /** The address that it comes from, and whether by TLS. */
  static final String ADDRESS = "Test-Address";

  static final String SECURE = "Test-Secure";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(new Changed(request), response);
  }

  private static final class Changed extends HttpServletRequestWrapper {

    Changed(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
      String user = getHeader(USER);
      return user == null ? null : () -> user;
    }

    @Override
    public boolean isUserInRole(String role) {
      return role.equals(getHeader(ROLE));
    }

    @Override
    public String getRemoteAddr() {
      String address = getHeader(ADDRESS);
      return address == null ? super.getRemoteAddr() : address;
    }

    @Override
    public boolean isSecure() {
      return getHeader(SECURE) != null || super.isSecure();
    }
  }
}
