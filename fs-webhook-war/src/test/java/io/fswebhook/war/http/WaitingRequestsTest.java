package io.fswebhook.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.Receipt;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingRequestsTest {

  private static final int REQUESTS = 60;

  @Test
  void no_thread_waits_while_deliveries_are_stored() throws Exception {
    CompletableFuture<Receipt> stored = new CompletableFuture<>();
    CountDownLatch arrived = new CountDownLatch(REQUESTS);
    try (TestServer server = TestServer.withThreads(8)) {
      server.ingest.reacts(
          request -> {
            arrived.countDown();
            return stored;
          });
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(
            server
                .client()
                .sendAsync(
                    server.delivery(TestServer.EVENT).build(),
                    HttpResponse.BodyHandlers.ofString()));
      }

      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(answers).noneMatch(CompletableFuture::isDone);

      stored.complete(new Receipt("id", Receipt.Status.STORED));
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
    }
  }
}
