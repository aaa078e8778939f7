package io.fswebhook.war.api;

import io.fswebhook.core.verify.Sha256;
import io.fswebhook.war.http.JsonText;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Responses for polling clients; unchanged ones return 304. */
final class EntityTags {

  private static final int HASH_BYTES = 16;

  private EntityTags() {}

  static Response answer(HttpHeaders request, Object view) {
    byte[] json = JsonText.of(view);
    String tag = "\"" + hash(json) + "\"";
    Response.ResponseBuilder answer =
        isKnown(request.getRequestHeader(HttpHeaders.IF_NONE_MATCH), tag)
            ? Response.notModified()
            : Response.ok(json, MediaType.APPLICATION_JSON_TYPE);
    return answer.header(HttpHeaders.ETAG, tag).build();
  }

  /** A proxy may have turned the tag into a weak one, {@code W/}. */
  private static boolean isKnown(List<String> lines, String tag) {
    return lines != null
        && lines.stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
  }

  private static String hash(byte[] json) {
    return HexFormat.of().formatHex(Sha256.of(json), 0, HASH_BYTES);
  }
}
