package io.fswebhook.war.api;

import io.fswebhook.war.settings.SettingInForce;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Shows what can be set, and what is. */
@Path("api/v1/settings")
public record SettingsResource(List<SettingInForce> settings) {

  /** All settings; no value of a secret one. */
  @GET
  public Response settings(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(headers, new Page<>(settings, null));
  }
}
