package io.fswebhook.war.api;

import io.fswebhook.core.inbox.ErrorGroup;
import io.fswebhook.core.inbox.ErrorGroups;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.TaskFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups dead letters by handler and kind of error. */
@Path("api/v1/error-groups")
public record ErrorGroupsResource(InboxReader reader, Redaction redaction) {

  /** All of a list of deliveries, except for what the groups say themselves. */
  private static final String[] PARAMETERS =
      Filters.NAMES.stream()
          .filter(name -> !name.equals("state") && !name.equals("error"))
          .toArray(String[]::new);

  /** The most frequent first. */
  @GET
  public Response groups(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
    TaskFilter filter = redaction.admitted(Filters.of(Query.of(uri, PARAMETERS)), security);
    ErrorGroups groups = reader.errorGroups(filter);
    return EntityTags.answer(
        headers,
        new All(
            groups.items().stream().map(GroupView::of).toList(),
            Times.textOrNull(groups.searchedTo())));
  }

  /** The groups. Public for JSON-B. */
  public record All(List<GroupView> items, @Nullable String searchedTo) {}

  /**
   * A group. Public for JSON-B.
   *
   * @param error identifies the kind of error, for filters
   */
  public record GroupView(
      String handler,
      String error,
      String text,
      long count,
      String firstAt,
      String lastAt,
      String deliveryId) {

    static GroupView of(ErrorGroup group) {
      return new GroupView(
          group.handler(),
          Filters.error(group.error()),
          group.text(),
          group.count(),
          Times.text(group.firstAt()),
          Times.text(group.lastAt()),
          group.deliveryId());
    }
  }
}
