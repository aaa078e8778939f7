package io.fswebhook.war.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Tells an orchestrator whether to restart the process and whether to send it requests. */
@Open
@Path("health")
public record HealthResource(Ingest ingest) {

  /** Up whenever the receiver responds. */
  @GET
  @Path("live")
  public Response live() {
    return answer(Health.live());
  }

  /** Up while deliveries can be stored. */
  @GET
  @Path("ready")
  public Response ready() {
    return answer(Health.ready(ingest));
  }

  private static Response answer(Health health) {
    return Response.status(health.status())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(health.json())
        .build();
  }
}
