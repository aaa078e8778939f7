package io.fswebhook.war.http;

import io.fswebhook.core.AttentionItem;
import io.fswebhook.core.inbox.Integrity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells an orchestrator whether to restart the process and whether to send it requests. */
@Open
@Path("health")
public record HealthResource(Ingest ingest) {

  /** Up whenever the receiver responds. */
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
    checks.add(Health.check("inbox", ingest.isReady(), ingest.behind()));
    ingest.integrity().map(Health::check).ifPresent(checks::add);
    List<AttentionItem> attention = ingest.attention();
    if (!attention.isEmpty()) {
      checks.add(Health.check(attention));
    }
    return answer(Health.of(checks));
  }

  private static Response answer(Health health) {
    return Response.status(health.isUp() ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(health)
        .build();
  }

  /** The JSON of MicroProfile Health. Public for JSON-B. */
  public record Health(String status, List<Check> checks) {

    private static final int MOST_SHOWN = 50;

    /**
     * One check.
     *
     * @param data further details; null for none
     */
    public record Check(String name, String status, @Nullable Map<String, String> data) {}

    static Health of(List<Check> checks) {
      boolean isUp = checks.stream().allMatch(check -> check.status().equals(word(true)));
      return new Health(word(isUp), checks);
    }

    static Check check(String name, boolean isUp, long behind) {
      return new Check(
          name, word(isUp), behind == 0 ? null : Map.of("behind", Long.toString(behind)));
    }

    /**
     * Up even if damaged: the inbox still stores what it can, and turning deliveries away would
     * lose them.
     */
    static Check check(Integrity integrity) {
      return new Check(
          "inbox-integrity",
          word(true),
          Map.of("state", integrity.state().code(), "since", integrity.since().toString()));
    }

    /** Up in any case: readiness is about storing, and all of this is about the rest. */
    static Check check(List<AttentionItem> attention) {
      Map<String, String> data = new LinkedHashMap<>();
      for (AttentionItem item : attention.subList(0, Math.min(MOST_SHOWN, attention.size()))) {
        String kind = item.kind().code();
        data.put(item.subject() == null ? kind : kind + " " + item.subject(), item.text());
      }
      return new Check("attention", word(true), data);
    }

    boolean isUp() {
      return status.equals(word(true));
    }

    private static String word(boolean isUp) {
      return isUp ? "UP" : "DOWN";
    }
  }
}
