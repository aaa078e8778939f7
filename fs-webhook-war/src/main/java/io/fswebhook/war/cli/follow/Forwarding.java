package io.fswebhook.war.cli.follow;

import io.fswebhook.war.cli.receiver.ReceiverClient;
import io.fswebhook.war.cli.receiver.ReceiverProblem;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/** Takes deliveries from a feed to a program, one after the other, and notes how far it came. */
final class Forwarding {

  private static final int NOT_FOUND = 404;

  private final ReceiverClient client;
  private final Outage receiver;
  private final Feed feed;
  private final Place place;
  private final Forward target;
  private final Report report;

  /** Who is told what became of each delivery. */
  interface Report {

    void forwarded(JsonObject delivery, Forwarded answer);

    /** A delivery's signature cannot be sent with it. */
    void unsigned(JsonObject delivery);

    /** A delivery was deleted before it could be forwarded. */
    void deleted(JsonObject delivery);
  }

  Forwarding(
      ReceiverClient client,
      Outage receiver,
      Feed feed,
      Place place,
      Forward target,
      Report report) {
    this.client = client;
    this.receiver = receiver;
    this.feed = feed;
    this.place = place;
    this.target = target;
    this.report = report;
  }

  /** Begins; what arrives from now on is forwarded. */
  void open() throws IOException, InterruptedException {
    feed.open();
    place.beginAt(feed.begin());
  }

  /** Ends after so many deliveries. */
  void run(long count) throws IOException, InterruptedException {
    long left = count;
    while (left > 0) {
      for (JsonObject delivery : feed.next()) {
        if (left > 0 && !place.isDone(id(delivery))) {
          forward(delivery);
          left--;
        }
      }
      if (left > 0) {
        place.at(feed.cursor());
      }
    }
  }

  /** Noted before it is reported, so that what was seen to be forwarded is not forwarded again. */
  private void forward(JsonObject delivery) throws IOException, InterruptedException {
    Optional<JsonObject> request = request(id(delivery));
    if (request.isEmpty()) {
      place.done(id(delivery));
      report.deleted(delivery);
      return;
    }
    Forwarded answer = target.post(request.get());
    place.done(id(delivery));
    report.forwarded(delivery, answer);
    if (!request.get().getBoolean("signed")) {
      report.unsigned(delivery);
    }
  }

  private Optional<JsonObject> request(String id) throws IOException, InterruptedException {
    try {
      return Optional.of(receiver.patiently(() -> client.get("deliveries/" + id + "/request")));
    } catch (ReceiverProblem e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String id(JsonObject delivery) {
    return delivery.getString("id");
  }
}
