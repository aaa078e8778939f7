package io.fswebhook.war.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Sender;
import io.fswebhook.war.it.WarCommand;
import io.fswebhook.war.it.WarProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver runs on is taken away from under it; nothing of it was used before. */
@Tag("long")
class ReplacedFilesIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void a_cleaner_of_temporary_files_does_no_harm() throws Exception {
    WarCommand command = receiver();
    try (WarProcess war = command.start("serve", "--port", "0")) {
      URI receiver = war.awaitListening();
      try (Stream<Path> files = Files.walk(command.temporaryFolder())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
      assertWorksAndStops(war, receiver);
    }
  }

  @Test
  void the_file_can_be_overwritten_while_it_runs() throws Exception {
    Path copy = Files.copy(WarCommand.war(), folder.resolve("copy.war"));
    try (WarProcess war = receiver().of(copy).start("serve", "--port", "0")) {
      URI receiver = war.awaitListening();
      Files.write(copy, new byte[(int) Files.size(copy)]);
      assertWorksAndStops(war, receiver);
    }
  }

  private WarCommand receiver() {
    return WarCommand.in(folder).with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET);
  }

  private void assertWorksAndStops(WarProcess war, URI receiver) throws Exception {
    String token = Files.readString(folder.resolve("fs-webhook-home/admin-token")).strip();
    assertThat(new Sender(receiver.resolve("/webhook")).sendNote("1").statusCode()).isEqualTo(200);
    assertThat(
            send(
                HttpRequest.newBuilder(receiver.resolve("/webhook"))
                    .header("Content-Type", "application/json")
                    .header("Fullstory-Signature", "o:ORG1,t:1577836800,v:no")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))))
        .isEqualTo(401);
    for (String path :
        List.of(
            "/console/",
            "/metrics",
            "/health/ready",
            "/openapi.yaml",
            "/asyncapi.yaml",
            "/api/v1/setup",
            "/api/v1/deliveries",
            "/api/v1/rejections")) {
      assertThat(
              send(
                  HttpRequest.newBuilder(receiver.resolve(path))
                      .header("Authorization", "Bearer " + token)))
          .as(path)
          .isEqualTo(200);
    }
    war.terminate();
    assertThat(war.awaitExit(LIMIT)).as(war::toString).isZero();
    assertThat(war.err()).last().asString().endsWith("Stopped");
  }

  private static int send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
