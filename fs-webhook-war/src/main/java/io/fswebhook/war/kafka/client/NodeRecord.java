package io.fswebhook.war.kafka.client;

import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.node.TopicLag;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node tells the others: JSON, of which a reader ignores what it does not know. */
record NodeRecord(NodeInfo info, List<TopicLag> partitions) {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int LONGEST_TEXT = 200;

  byte[] encoded() {
    JsonArrayBuilder roles = JSON.createArrayBuilder();
    info.roles().forEach(role -> roles.add(role.code()));
    JsonArrayBuilder stored = JSON.createArrayBuilder();
    partitions.forEach(each -> stored.add(encoded(each)));
    return JSON.createObjectBuilder()
        .add("name", info.name())
        .add("version", info.version())
        .add("roles", roles)
        .add("startedAt", info.startedAt().toString())
        .add("partitions", stored)
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObjectBuilder encoded(TopicLag lag) {
    JsonObjectBuilder partition =
        JSON.createObjectBuilder().add("number", lag.partition()).add("lag", lag.records());
    Instant oldest = lag.oldest();
    return oldest == null ? partition : partition.add("oldest", oldest.toString());
  }

  /** Empty if it is nothing that a node says. */
  static Optional<NodeRecord> decoded(byte[] record) {
    try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(record))) {
      JsonObject node = reader.readObject();
      return Optional.of(
          new NodeRecord(
              new NodeInfo(
                  text("name", node),
                  text("version", node),
                  roles(node),
                  Instant.parse(node.getString("startedAt", ""))),
              array("partitions", node).getValuesAs(NodeRecord::lag)));
    } catch (JsonException | IllegalStateException | ClassCastException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String text(String name, JsonObject node) {
    String text = node.getString(name, "unknown");
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
  }

  private static List<NodeRole> roles(JsonObject node) {
    return array("roles", node).getValuesAs(JsonString::getString).stream()
        .flatMap(code -> NodeRole.of(code).stream())
        .toList();
  }

  private static JsonArray array(String name, JsonObject node) {
    JsonArray array = node.getJsonArray(name);
    return array == null ? JsonValue.EMPTY_JSON_ARRAY : array;
  }

  private static TopicLag lag(JsonObject partition) {
    @Nullable String oldest = partition.getString("oldest", null);
    return new TopicLag(
        partition.getInt("number", 0),
        partition.containsKey("lag") ? partition.getJsonNumber("lag").longValue() : 0,
        oldest == null ? null : Instant.parse(oldest));
  }
}
