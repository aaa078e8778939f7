package io.fswebhook.war.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves the AsyncAPI and OpenAPI descriptions. */
@Open
@Path("/")
public final class DescriptionResource {

  private final byte[] asyncapi = load("asyncapi.yaml");
  private final byte[] openapi = load("openapi.yaml");

  /** The events. */
  @GET
  @Path("asyncapi.yaml")
  public Response asyncapi() {
    return yaml(asyncapi);
  }

  /** The HTTP API. */
  @GET
  @Path("openapi.yaml")
  public Response openapi() {
    return yaml(openapi);
  }

  private static Response yaml(byte[] text) {
    return Response.ok(text, "application/yaml").build();
  }

  private static byte[] load(String name) {
    try (InputStream stream = DescriptionResource.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from this build", e);
    }
  }
}
