package io.fswebhook.war.settings;

import java.util.Arrays;
import java.util.Set;

/** What a caller may do. The code is used in settings, in the API and in {@code @RolesAllowed}. */
public enum Role {
  /** May read everything. */
  VIEWER(Role.VIEWER_CODE),
  /** May do everything. */
  OPERATOR(Role.OPERATOR_CODE);

  public static final String VIEWER_CODE = "viewer";
  public static final String OPERATOR_CODE = "operator";

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

  /** The role with the fewest permissions among these codes. */
  public static Role leastOf(String... codes) {
    return Arrays.stream(values())
        .filter(role -> Set.of(codes).contains(role.code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no known role in " + Set.of(codes)));
  }
}
