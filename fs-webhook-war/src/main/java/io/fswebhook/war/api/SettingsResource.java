package io.fswebhook.war.api;

import io.fswebhook.war.access.Caller;
import io.fswebhook.war.api.AuditedResponse.Action;
import io.fswebhook.war.http.ProblemException;
import io.fswebhook.war.settings.LiveSettings;
import io.fswebhook.war.settings.SettingsChange;
import io.fswebhook.war.settings.SettingsRefusedException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;

/** Shows what can be set, and what is; reads the settings again. */
@Path("api/v1/settings")
public record SettingsResource(LiveSettings live, AuditedResponse response) {

  private static final Map<String, Boolean> FLAG = Map.of("true", true, "false", false);

  /** All settings; no value of a secret one. */
  @GET
  public Response settings(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(headers, new Page<>(live.current().inForce(), null));
  }

  /** Puts changed settings in force; all of them or none. */
  @POST
  @Path("reload")
  public Response reload(
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security,
      InputStream body) {
    boolean dryRun = Query.of(uri, Bulk.DRY_RUN).oneOf(Bulk.DRY_RUN, FLAG).orElse(false);
    Members.ofBody(body, headers);
    Caller caller = Caller.of(security);
    try {
      SettingsChange change =
          dryRun ? live.check() : live.reload(found -> response.write(action(caller, found)));
      return AuditedResponse.ok(
          new Outcomes.Reloaded(
              dryRun, Times.text(live.loadedAt()), change.changed(), change.restartNeeded()));
    } catch (SettingsRefusedException e) {
      throw new ProblemException(
          Response.Status.CONFLICT,
          "settings-refused",
          "Nothing was changed. " + String.join("; ", e.problems()) + ".");
    }
  }

  private static Action action(Caller caller, SettingsChange change) {
    return new Action(caller, "reload-settings", "settings", change.names());
  }
}
