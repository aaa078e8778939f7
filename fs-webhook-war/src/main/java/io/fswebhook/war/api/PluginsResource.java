package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.plugin.PluginReport;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows plugins. */
@Path("api/v1/plugins")
public record PluginsResource(Receiver receiver) {

  /** Those of this node. */
  @GET
  public Response plugins(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(headers, Page.of(receiver.plugins(), PluginView::of, null));
  }

  /** A plugin as callers see it. Public for JSON-B. */
  public record PluginView(
      String name,
      String source,
      String folder,
      boolean reloadable,
      @Nullable String version,
      String state,
      String since,
      List<String> handlers,
      List<String> problems,
      List<String> warnings,
      @Nullable ErrorView lastError) {

    /** What went wrong last. */
    public record ErrorView(String sentence, String at) {}

    static PluginView of(PluginReport report) {
      PluginReport.LastError error = report.lastError();
      return new PluginView(
          String.valueOf(report.source().getFileName()),
          report.source().toString(),
          report.folder().toString(),
          report.reloadable(),
          report.version(),
          report.state().code(),
          Times.text(report.since()),
          report.handlers(),
          report.problems(),
          report.warnings(),
          error == null ? null : new ErrorView(error.sentence(), Times.text(error.at())));
    }
  }
}
