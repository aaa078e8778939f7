package io.fswebhook.war.settings;

/** What a caller may do. The code is used in settings and in the API. */
public enum Role {
  /** May read everything. */
  VIEWER("viewer"),
  /** May do everything. */
  OPERATOR("operator");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** Whether this role includes the permissions of the other one. */
  public boolean covers(Role other) {
    return compareTo(other) >= 0;
  }
}
