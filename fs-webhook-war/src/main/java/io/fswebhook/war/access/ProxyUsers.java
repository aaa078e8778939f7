package io.fswebhook.war.access;

import io.fswebhook.war.http.ProblemException;
import io.fswebhook.war.settings.ProxyAccess;
import io.fswebhook.war.settings.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The users that a trusted proxy has logged in. */
record ProxyUsers(ProxyAccess access) {

  private static final int LONGEST_NAME = 200;

  /** A user and what it may do. */
  record ProxyUser(String name, Role role) {}

  /**
   * The user of a request; empty if the proxy names none, or it is not from the proxy.
   *
   * @param peer who has opened the connection
   * @throws ProblemException if the user is in no group that may get in
   */
  Optional<ProxyUser> of(ContainerRequestContext request, String peer) {
    List<String> names = values(request, access.userHeader());
    if (names.size() != 1 || names.get(0).isBlank() || !access.trusts(peer)) {
      return Optional.empty(); // a second line may be the client's own
    }
    String name = names.get(0).strip();
    return Optional.of(
        new ProxyUser(
            name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
            role(values(request, access.groupsHeader()))));
  }

  private Role role(List<String> lines) {
    List<String> groups =
        lines.size() == 1
            ? Arrays.stream(lines.get(0).split(",", -1)).map(String::strip).toList()
            : List.of();
    if (groups.stream().anyMatch(access.operators()::contains)) {
      return Role.OPERATOR;
    }
    if (groups.stream().anyMatch(access.viewers()::contains)) {
      return Role.VIEWER;
    }
    throw new ProblemException(
        Response.Status.FORBIDDEN,
        "forbidden",
        "This requires one of the groups in fs.webhook.auth.proxy.operators or .viewers, in the header "
            + access.groupsHeader()
            + ".");
  }

  private static List<String> values(ContainerRequestContext request, String header) {
    List<String> values = request.getHeaders().get(header);
    return values == null ? List.of() : values;
  }
}
