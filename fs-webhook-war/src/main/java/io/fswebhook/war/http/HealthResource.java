package io.fswebhook.war.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** Tells an orchestrator whether to restart the process and whether to send it requests. */
@Open
@Path("health")
public final class HealthResource {

  private final Ingest ingest;

  HealthResource(Ingest ingest) {
    this.ingest = ingest;
  }

  /** Up whenever it can be asked. */
  @GET
  @Path("live")
  public Response live() {
    return answer(Health.of(List.of()));
  }

  /** Up while deliveries can be stored. */
  @GET
  @Path("ready")
  public Response ready() {
    List<Health.Check> checks = new ArrayList<>();
    checks.add(Health.check("inbox", ingest.isReady()));
    ingest.integrity().map(Health::check).ifPresent(checks::add);
    return answer(Health.of(checks));
  }

  private static Response answer(Health health) {
    return Response.status(health.isUp() ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(health)
        .build();
  }
}
