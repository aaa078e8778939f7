package io.fswebhook.war.api;

import io.fswebhook.war.http.BodyFilter;
import io.fswebhook.war.http.Problem;
import io.fswebhook.war.http.ProblemException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies of limited size; other sites cannot send JSON with a form. */
final class JsonBody {

  static final int LARGEST = BodyFilter.LARGEST;

  private JsonBody() {}

  /**
   * The bytes of a body.
   *
   * @param type the Content-Type; null if missing
   */
  static byte[] read(InputStream stream, @Nullable MediaType type) {
    byte[] body = bytes(stream);
    if (body.length > LARGEST) {
      throw closing(Problem.payloadTooLarge(LARGEST));
    }
    if (body.length > 0 && !isJson(type)) {
      throw new ProblemException(
          Response.Status.UNSUPPORTED_MEDIA_TYPE,
          "unsupported-media-type",
          "Content-Type must be application/json.");
    }
    return body;
  }

  private static byte[] bytes(InputStream stream) {
    try {
      return stream.readNBytes(LARGEST + 1);
    } catch (IOException | RuntimeException e) { // some servers throw their own exceptions
      throw closing(Problem.bodyIncomplete());
    }
  }

  /** The rest of the body stays unread, so the connection cannot be used again. */
  private static ProblemException closing(Problem problem) {
    return new ProblemException(problem.toAnswer().header("Connection", "close").build());
  }

  private static boolean isJson(@Nullable MediaType type) {
    return type != null
        && type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        && !type.isWildcardType();
  }
}
