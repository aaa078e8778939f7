package io.fswebhook.war.cli.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.api.ApiServer;
import io.fswebhook.war.cli.Typed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  @TempDir private Path home;
  private ApiServer server;
  private Path token;
  private Path file;
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = ApiServer.start(home);
    token = Files.writeString(home.resolve("token"), ApiServer.VIEWER + "\n");
    file = home.resolve("deliveries.jsonl.gz");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void deliver(int count, int size) throws Exception {
    for (int i = 0; i < count; i++) {
      String text =
          "{\"eventName\":\"e\",\"n\":" + ids.size() + ",\"s\":\"" + "ä".repeat(size) + "\"}";
      ids.add(
          ApiServer.object(server.deliver(text.getBytes(UTF_8), "ORG1", ApiServer.SECRET))
              .getString("id"));
    }
  }

  private Typed export(String... more) {
    return Typed.line(
        Stream.concat(
                Stream.of(
                    "export",
                    "--to",
                    file.toString(),
                    "--url",
                    server.base(),
                    "--token-file",
                    token.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private List<JsonObject> lines() throws IOException {
    try (InputStream zipped = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(zipped.readAllBytes(), UTF_8)
          .lines()
          .map(line -> Json.createReader(new StringReader(line)).readObject())
          .toList();
    }
  }

  @Test
  void every_delivery_is_a_line_in_the_order_of_receipt() throws Exception {
    deliver(3, 10);
    deliver(7, 500_000); // more than fits into a page

    Typed done = export();

    assertThat(done.err()).isEmpty();
    assertThat(done.out()).startsWith("Exported 10 deliveries to " + file);
    assertThat(lines()).extracting(each -> each.getString("id")).containsExactlyElementsOf(ids);
    assertThat(lines().get(9).getString("body")).contains("\"n\":9,").contains("ää");
    assertThat(lines().get(0).getJsonArray("tasks")).isNotEmpty();
    assertThat(Path.of(file + ".place")).doesNotExist();
    assertThat(export().exitCode()).isEqualTo(2);
  }

  @Test
  void a_cut_transfer_is_continued() throws Exception {
    deliver(6, 500_000);
    assertThat(export().exitCode()).isZero();
    List<JsonObject> all = lines();
    Files.delete(file);

    // As a command leaves it that was killed while it wrote the second page.
    String query = "feed?from=1970-01-01T00:00:00Z&limit=2&body=true";
    String cursor = ApiServer.object(server.get(query)).getString("nextCursor");
    try (ExportFile begun =
        ExportFile.open(file, "{from=1970-01-01T00:00:00Z}", Optional.empty())) {
      begun.add(
          all.subList(0, 2).stream()
              .map(JsonObject::toString)
              .map(ExportCommandTest::ascii)
              .toList(),
          cursor);
    }
    Files.write(file, new byte[] {31, -117, 8, 0, 1}, StandardOpenOption.APPEND);

    Typed other = export("--event", "e");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("other filters");
    Typed done = export("--output", "json");

    assertThat(done.out()).contains("\"deliveries\":6");
    assertThat(lines()).extracting(each -> each.getString("id")).containsExactlyElementsOf(ids);
  }

  private static String ascii(String line) {
    return line.replace("ä", "\\u00e4");
  }

  @Test
  void a_time_and_a_filter_apply() throws Exception {
    deliver(2, 10);
    assertThat(export("--before", "2020-01-01T00:00:00Z").out())
        .startsWith("Exported 0 deliveries");
    Files.delete(file);
    assertThat(export("--text", "\"n\":1").out()).startsWith("Exported 1 delivery");
  }
}
