package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.inbox.ActivityStep;
import io.fswebhook.core.inbox.Backlog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Shows activity over time and the current state. */
@Path("api/v1/stats")
public record StatsResource(Receiver receiver, Clock clock) {

  /** Of the last hour, day or week. */
  @GET
  public Response stats(@Context UriInfo uri, @Context HttpHeaders headers) {
    TimeRange range = TimeRange.of(Query.of(uri, TimeRange.PARAMETER), clock);
    List<ActivityStep> steps =
        receiver.reader().activity(range.from(), range.before(), range.step());
    return EntityTags.answer(
        headers,
        new Stats(
            Times.text(range.from()),
            Times.text(range.before()),
            range.step().toSeconds(),
            steps.stream().map(Step::of).toList(),
            Totals.of(steps),
            now()));
  }

  private Now now() {
    Backlog.Tasks tasks = receiver.reader().backlog().all();
    String integrity = receiver.integrity().map(known -> known.state().code()).orElse(null);
    return new Now(
        tasks.pending(),
        tasks.retrying(),
        tasks.dead(),
        receiver.behind(),
        receiver.isReady(),
        integrity);
  }

  /** What happened. Public for JSON-B. */
  public record Stats(
      String from, String before, long stepSeconds, List<Step> steps, Totals totals, Now now) {}

  /**
   * Activity in one step. Public for JSON-B.
   *
   * @param pending the most unfinished tasks at once; null if unknown
   */
  public record Step(
      String at,
      long received,
      long duplicates,
      long rejected,
      long handled,
      long failed,
      long dead,
      @Nullable Long pending) {

    static Step of(ActivityStep step) {
      return new Step(
          Times.text(step.from()),
          step.received(),
          step.duplicates(),
          step.rejected(),
          step.handled(),
          step.failed(),
          step.dead(),
          step.pending());
    }
  }

  /** All of it together. Public for JSON-B. */
  public record Totals(
      long received, long duplicates, long rejected, long handled, long failed, long dead) {

    static Totals of(List<ActivityStep> steps) {
      return new Totals(
          sum(steps, ActivityStep::received),
          sum(steps, ActivityStep::duplicates),
          sum(steps, ActivityStep::rejected),
          sum(steps, ActivityStep::handled),
          sum(steps, ActivityStep::failed),
          sum(steps, ActivityStep::dead));
    }

    private static long sum(List<ActivityStep> steps, ToLongFunction<ActivityStep> count) {
      return steps.stream().mapToLong(count).sum();
    }
  }

  /**
   * The current state. Public for JSON-B.
   *
   * @param behind how many acknowledged deliveries cannot be read yet, so that lists and counts are
   *     without them
   * @param integrity whether the inbox is intact; null if the receiver does not check it
   */
  public record Now(
      long pending,
      long retrying,
      long dead,
      long behind,
      boolean ready,
      @Nullable String integrity) {}
}
