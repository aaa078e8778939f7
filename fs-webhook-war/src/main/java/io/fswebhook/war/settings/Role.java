package io.fswebhook.war.settings;

import java.util.Locale;

/** What somebody may do. The code stands in settings and is seen from outside. */
public enum Role {
  /** See everything. */
  VIEWER,
  /** Do everything. */
  OPERATOR;

  private final String code = name().toLowerCase(Locale.ROOT);

  public String code() {
    return code;
  }

  /** Whether who has this role may do what the other one may. */
  public boolean covers(Role other) {
    return compareTo(other) >= 0;
  }
}
