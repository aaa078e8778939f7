package io.fswebhook.war.api;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.node.TopicLag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the nodes that do this work together. Reads no inbox: a node without one answers too. */
@Path("api/v1/nodes")
public record NodesResource(Receiver receiver) {

  /** This node, and those that it knows of. */
  @GET
  public Response nodes(@Context UriInfo uri, @Context HttpHeaders headers) {
    Query.of(uri);
    return EntityTags.answer(headers, Page.of(receiver.nodes(), NodeView::of, null));
  }

  /**
   * A node as callers see it. Public for JSON-B.
   *
   * @param seenAt null unless it is silent: what nobody waits for need not change with each answer
   */
  public record NodeView(
      String id,
      String name,
      boolean self,
      String state,
      String version,
      List<String> roles,
      String startedAt,
      @Nullable String seenAt,
      List<PartitionView> partitions) {

    static NodeView of(SeenNode node) {
      return new NodeView(
          node.id(),
          node.info().name(),
          node.self(),
          node.silent() ? "silent" : "live",
          node.info().version(),
          node.info().roles().stream().map(NodeRole::code).toList(),
          Times.text(node.info().startedAt()),
          node.silent() ? Times.text(node.seenAt()) : null,
          node.partitions().stream().map(PartitionView::of).toList());
    }
  }

  /** A partition that the node stores. Public for JSON-B. */
  public record PartitionView(int number, long lag, @Nullable String oldestAt) {

    static PartitionView of(TopicLag lag) {
      return new PartitionView(lag.partition(), lag.records(), Times.textOrNull(lag.oldest()));
    }
  }
}
