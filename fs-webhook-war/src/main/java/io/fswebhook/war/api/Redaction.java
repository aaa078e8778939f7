package io.fswebhook.war.api;

import io.fswebhook.core.inbox.TaskFilter;
import io.fswebhook.core.parse.RedactBody;
import io.fswebhook.war.access.Caller;
import io.fswebhook.war.http.ProblemException;
import io.fswebhook.war.settings.LiveSettings;
import io.fswebhook.war.settings.Role;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** What of bodies is shown, by {@code fs.webhook.redact} as it is now. */
record Redaction(LiveSettings settings) {

  private List<String> pointers() {
    return settings.current().redact();
  }

  /** A body as it is shown. */
  String shown(byte[] body) {
    return new RedactBody(pointers()).of(body);
  }

  /** The filter; who may not see values may not look for them either, letter by letter. */
  TaskFilter admitted(TaskFilter filter, SecurityContext security) {
    if (filter.text() != null
        && !pointers().isEmpty()
        && !Caller.of(security).role().covers(Role.OPERATOR)) {
      throw new ProblemException(
          Response.Status.FORBIDDEN,
          "forbidden",
          "The filter text requires the role operator while fs.webhook.redact is set, since it looks"
              + " into what is masked.");
    }
    return filter;
  }
}
