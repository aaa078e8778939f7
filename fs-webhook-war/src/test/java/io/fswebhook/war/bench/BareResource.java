package io.fswebhook.war.bench;

import io.fswebhook.war.http.Open;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The baseline: the same server and the same Jersey, the body is read, nothing is done with it. */
@Open
@Path("bare")
public final class BareResource {

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public String post(byte[] body) {
    return "{\"id\":\"01a2092a-67fa-7cf9-a0d2-fd0e313c7d23\",\"status\":\"stored\"}";
  }
}
