package io.fswebhook.war.access;

import jakarta.ws.rs.core.SecurityContext;

/** A caller as resources see it. */
record KnownCaller(Caller caller, boolean isSecure) implements SecurityContext {

  @Override
  public Caller getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.role().code().equals(role);
  }

  @Override
  public String getAuthenticationScheme() {
    return caller.via().name();
  }
}
