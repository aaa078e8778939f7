package io.fswebhook.war.cli.fullstory;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be done with an endpoint. None of them shows its secret. */
sealed interface EndpointChange {

  /** Such as {@code create}. */
  String action();

  /** The endpoint's present URL, or that of a new one. */
  String url();

  /** A line for each, such as {@code event: + note.created}; empty if there is nothing to do. */
  List<String> differences();

  /** Carries it out; returns the endpoint as it is then, or as it was before it was deleted. */
  Endpoint apply(FullStoryClient client) throws IOException, InterruptedException;

  /** What an endpoint shall be like. */
  record Wanted(String url, SortedSet<SubscribedEvent> events, boolean enabled) {

    static Wanted like(Endpoint endpoint) {
      return new Wanted(endpoint.url(), endpoint.events(), endpoint.enabled());
    }
  }

  record Create(String url, SortedSet<SubscribedEvent> events, String secret)
      implements EndpointChange {

    @Override
    public String action() {
      return "create";
    }

    @Override
    public List<String> differences() {
      return Stream.concat(
              events.stream().map(event -> "event: + " + event.text()), Stream.of("secret: set"))
          .toList();
    }

    @Override
    public Endpoint apply(FullStoryClient client) throws IOException, InterruptedException {
      return client.create(
          Json.createObjectBuilder()
              .add("url", url)
              .add("eventTypes", Endpoint.array(events))
              .add("secret", secret)
              .build());
    }

    @Override
    public String toString() {
      return action() + " " + url;
    }
  }

  /**
   * Changes what differs.
   *
   * @param secret a new one; null to leave it
   */
  record Update(Endpoint before, Wanted after, @Nullable String secret) implements EndpointChange {

    @Override
    public String action() {
      return "update";
    }

    @Override
    public String url() {
      return before.url();
    }

    boolean changesUrl() {
      return !before.url().equals(after.url());
    }

    @Override
    public List<String> differences() {
      List<String> lines = new ArrayList<>();
      if (changesUrl()) {
        lines.add("url: " + before.url() + " -> " + after.url());
      }
      if (before.enabled() != after.enabled()) {
        lines.add("state: " + before.state() + " -> " + (after.enabled() ? "enabled" : "disabled"));
      }
      without(after.events(), before.events()).forEach(each -> lines.add("event: + " + each));
      without(before.events(), after.events()).forEach(each -> lines.add("event: - " + each));
      if (secret != null) {
        lines.add("secret: replace");
      }
      return lines;
    }

    private static List<String> without(
        SortedSet<SubscribedEvent> all, SortedSet<SubscribedEvent> removed) {
      return all.stream()
          .filter(event -> !removed.contains(event))
          .map(SubscribedEvent::text)
          .toList();
    }

    /** With the flag always: without it, FullStory enables the endpoint. */
    @Override
    public Endpoint apply(FullStoryClient client) throws IOException, InterruptedException {
      JsonObjectBuilder request = Json.createObjectBuilder().add("disabled", !after.enabled());
      if (changesUrl()) {
        request.add("url", after.url());
      }
      if (!before.events().equals(after.events())) {
        request.add("eventTypes", Endpoint.array(after.events()));
      }
      if (secret != null) {
        request.add("secret", secret);
      }
      return client.update(before.id(), request.build());
    }

    @Override
    public String toString() {
      return action() + " " + url();
    }
  }

  record Delete(Endpoint before) implements EndpointChange {

    @Override
    public String action() {
      return "delete";
    }

    @Override
    public String url() {
      return before.url();
    }

    @Override
    public List<String> differences() {
      return before.events().stream().map(event -> "event: - " + event.text()).toList();
    }

    @Override
    public Endpoint apply(FullStoryClient client) throws IOException, InterruptedException {
      client.delete(before.id());
      return before;
    }
  }
}
