package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.plugins.sample.servers.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that is killed while it archives to S3. */
@Tag("long")
class ArchiveAfterKillsIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String BUCKET = "events";
  private static final int ROUND = 100;

  @TempDir private Path folder;

  private final List<String> acknowledged = new ArrayList<>();

  @Test
  void each_acknowledged_delivery_is_in_the_bucket_exactly_once() throws Exception {
    try (S3Server s3 =
        S3Server.startIn(
            Files.createDirectory(folder.resolve("s3")),
            new MavenFile(MavenFile.property("it.s3proxy")).path())) {
      s3.createBucket(BUCKET);
      SamplePlugins.copyJars("s3", home().resolve("plugins/s3"));
      Files.writeString(home().resolve("fs-webhook.properties"), settings(s3));

      try (WarProcess war = serve()) {
        send(war);
        war.kill(); // while they wait for their batch, or before
      }
      for (int round = 2; round <= 3; round++) {
        try (WarProcess war = serve()) {
          send(war);
          int archived = round * ROUND / 2;
          Eventually.holds("half is archived", LIMIT, () -> s3.lines(BUCKET).size() > archived);
          war.kill(); // while uploads are put and noted
        }
      }
      try (WarProcess war = serve()) {
        war.awaitListening();
        Eventually.holds(
            "all are archived with\n" + war,
            LIMIT,
            () -> s3.lines(BUCKET).size() >= acknowledged.size());
      }

      assertThat(s3.lines(BUCKET).stream().map(ArchiveAfterKillsIT::id))
          .containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(s3.keys(BUCKET)).hasSizeLessThan(acknowledged.size());
    }
  }

  private void send(WarProcess war) throws Exception {
    Sender sender = new Sender(war.awaitListening().resolve("/webhook"));
    for (int i = 0; i < ROUND; i++) {
      acknowledged.add(Sender.idIn(sender.sendNote("n" + acknowledged.size())));
    }
  }

  private WarProcess serve() throws Exception {
    return WarCommand.in(folder)
        .with("FS_WEBHOOK_SIGNING_SECRETS", Sender.SECRET)
        .start("serve", "--port", "0");
  }

  private static String settings(S3Server s3) {
    return """
        fs.webhook.handlers.S3Archive.endpoint=%s
        fs.webhook.handlers.S3Archive.bucket=%s
        fs.webhook.handlers.S3Archive.access-key-id=%s
        fs.webhook.handlers.S3Archive.secret-access-key=%s
        fs.webhook.handlers.S3Archive.concurrency=20
        fs.webhook.handlers.S3Archive.batch-max-wait=PT0.2S
        """
        .formatted(s3.endpoint(), BUCKET, S3Server.KEY, S3Server.SECRET);
  }

  private static String id(String line) {
    return line.replaceFirst("\\{\"id\":\"([^\"]+)\".*", "$1");
  }

  private Path home() {
    return folder.resolve("fs-webhook-home");
  }
}
