package io.fswebhook.war.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample plugins' folder, copied whole into the receiver's plugins folder. */
class SamplePluginsIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern SUMMARY = Pattern.compile("Plugins: \\d+ found.*");
  private static final String NOTE =
      "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"text\":\"z\\u00fcrich 1.50\"}}";

  @TempDir private Path folder;

  @BeforeEach
  void copyPlugins() throws Exception {
    SamplePlugins.copyAll(home().resolve("plugins"));
  }

  @Test
  void without_settings_each_is_found_and_says_what_it_misses() throws Exception {
    try (WarProcess war = serve("")) {
      String summary = war.awaitLine(SUMMARY, LIMIT).group();
      war.awaitListening();

      assertThat(summary)
          .isEqualTo("Plugins: 6 found, 1 handlers started [LoggingHandler], 5 problems");
      for (String missing :
          List.of(
              "ChatAlert.url",
              "DatabaseArchive.url",
              "HttpForward.url",
              "KafkaPublish.bootstrap-servers",
              "S3Archive.bucket")) {
        assertThat(war.err())
            .anyMatch(line -> line.contains("fs.webhook.handlers." + missing + " is not set: "));
      }
    }
  }

  @Test
  void with_settings_all_start_and_those_that_post_do_so_from_behind_their_class_loaders()
      throws Exception {
    Map<String, String> posted = new ConcurrentHashMap<>();
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/",
        exchange -> {
          posted.put(
              exchange.getRequestURI().getPath(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    target.start();
    URI url = URI.create("http://127.0.0.1:" + target.getAddress().getPort());
    try (WarProcess war =
        serve(
            """
            fs.webhook.handlers.HttpForward.url=%1$s/forward
            fs.webhook.handlers.HttpForward.format=cloudevents-structured
            fs.webhook.handlers.ChatAlert.url=%1$s/chat
            fs.webhook.handlers.KafkaPublish.bootstrap-servers=127.0.0.1:1
            fs.webhook.handlers.KafkaPublish.topic=fullstory
            fs.webhook.handlers.KafkaPublish.ack-timeout=PT1S
            fs.webhook.handlers.DatabaseArchive.url=jdbc:postgresql://127.0.0.1:1/archive
            fs.webhook.handlers.DatabaseArchive.connect-timeout=PT1S
            fs.webhook.handlers.S3Archive.endpoint=http://127.0.0.1:1
            fs.webhook.handlers.S3Archive.bucket=archive
            fs.webhook.handlers.S3Archive.access-key-id=key
            fs.webhook.handlers.S3Archive.secret-access-key=secret
            """
                .formatted(url))) {
      assertThat(war.awaitLine(SUMMARY, LIMIT).group())
          .isEqualTo(
              "Plugins: 6 found, 6 handlers started [ChatAlert, DatabaseArchive, HttpForward,"
                  + " KafkaPublish, LoggingHandler, S3Archive], 0 problems");
      String id = Sender.idIn(new Sender(war.awaitListening().resolve("/webhook")).send(NOTE));

      Eventually.holds("both are posted", LIMIT, () -> posted.size() == 2);
      assertThat(posted.get("/forward"))
          .contains("\"specversion\":\"1.0\"", "\"id\":\"" + id + "\"", "\"data\":" + NOTE);
      assertThat(posted.get("/chat")).contains("\"blocks\":[", "zürich 1.50");
      // no broker, no database and no store: they are tried again, and none is in the others' way
      war.awaitLine(Pattern.compile("handler KafkaPublish failed at delivery " + id), LIMIT);
      war.awaitLine(Pattern.compile("handler DatabaseArchive failed at delivery " + id), LIMIT);
      war.awaitLine(Pattern.compile("handler S3Archive failed at delivery " + id), LIMIT);
      war.terminate();
      assertThat(war.awaitExit(LIMIT)).isZero();
    } finally {
      target.stop(0);
    }
  }

  private WarProcess serve(String settings) throws Exception {
    Files.writeString(home().resolve("fs-webhook.properties"), settings);
    return WarCommand.in(folder)
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .start("serve", "--port", "0");
  }

  private Path home() {
    return folder.resolve("fs-webhook-home");
  }
}
