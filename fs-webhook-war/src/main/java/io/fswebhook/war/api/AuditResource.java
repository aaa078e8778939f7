package io.fswebhook.war.api;

import io.fswebhook.core.inbox.AuditEntry;
import io.fswebhook.core.inbox.AuditPage;
import io.fswebhook.core.inbox.InboxReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Shows the audit log. */
@Path("api/v1/audit")
public record AuditResource(InboxReader reader) {

  private static final String CURSOR = "audit";

  /** One page, newest first. */
  @GET
  public Response audit(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query query = Query.of(uri, "limit", "cursor");
    AuditPage page = reader.audit(query.cursor(CURSOR).orElse(null), query.limit());
    return EntityTags.answer(
        headers, Page.of(page.items(), EntryView::of, Cursor.of(CURSOR, page.next())));
  }

  /** One audited action. Public for JSON-B. */
  public record EntryView(
      String id,
      String at,
      String who,
      String role,
      String action,
      String target,
      @Nullable String detail) {

    static EntryView of(AuditEntry entry) {
      return new EntryView(
          String.valueOf(entry.id()),
          Times.text(entry.at()),
          entry.what().who(),
          entry.what().role(),
          entry.what().action(),
          entry.what().target(),
          entry.what().detail());
    }
  }
}
