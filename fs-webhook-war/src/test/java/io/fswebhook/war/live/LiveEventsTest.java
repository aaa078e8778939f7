package io.fswebhook.war.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.servlet.ServletContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveEventsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final BreakableAnswers answers = new BreakableAnswers();
  private volatile EventsResource.Who next = new EventsResource.Who("ann", true);
  private LiveEvents events = new LiveEvents(Clock.systemUTC());

  @AfterEach
  void stop() throws Exception {
    events.close();
    server.stop();
  }

  @Test
  void what_happens_is_told_as_it_happens() throws Exception {
    start(LONG, LONG);
    try (Stream stream = listen()) {
      events.stored("id1", "note.created", "ORG1", true);
      events.attempted("logging", "id1", "retrying", Duration.ofMillis(12));
      events.rejected("mismatch");
      events.malformed();
      events.handlerChanged("logging");

      assertThat(stream.lines(10))
          .containsExactly(
              "event: delivery",
              "data: {\"event\":\"note.created\",\"id\":\"id1\",\"organisation\":\"ORG1\","
                  + "\"receivedAt\":\"2026-11-01T10:00:00Z\",\"test\":true}",
              "event: attempt",
              "data: {\"durationMillis\":12,\"handler\":\"logging\",\"id\":\"id1\",\"outcome\":\"retrying\"}",
              "event: rejection",
              "data: {\"at\":\"2026-11-01T10:00:00Z\",\"reason\":\"mismatch\"}",
              "event: rejection",
              "data: {\"at\":\"2026-11-01T10:00:00Z\",\"reason\":\"malformed-payload\"}",
              "event: handler",
              "data: {\"name\":\"logging\"}");
    }
  }

  @Test
  void a_line_break_from_outside_begins_no_event_of_its_own() throws Exception {
    start(LONG, LONG);
    try (Stream stream = listen()) {
      events.stored("id1", "a\n\nevent: forged\ndata: {}", null, false);
      events.handlerChanged("last");

      assertThat(stream.lines(4)).noneMatch(line -> line.startsWith("event: forged"));
    }
  }

  @Test
  void more_than_can_be_told_is_counted() throws Exception {
    start(LONG, LONG);
    try (Stream stream = listen()) {
      int many = 100_000;
      for (int i = 0; i < many; i++) {
        events.stored("id" + i, "note.created", "ORG1", false);
      }

      long told = 0;
      long missed = 0;
      while (told + missed < many) {
        String line = stream.line();
        if (line.startsWith("data: {\"count\":")) {
          missed += Long.parseLong(line.replaceAll("\\D", ""));
        } else if (line.startsWith("data: ")) {
          told++;
        }
      }
      assertThat(missed).isPositive();
      assertThat(told + missed).isEqualTo(many);
    }
  }

  @Test
  void a_quiet_stream_shows_that_it_lives() throws Exception {
    start(Duration.ofMillis(50), LONG);
    try (Stream stream = listen()) {
      assertThat(stream.line()).isEqualTo(": still listening");
    }
  }

  @Test
  void a_stream_ends_after_its_time() throws Exception {
    start(Duration.ofMillis(50), Duration.ofMillis(300));
    try (Stream stream = listen()) {
      assertThat(stream.toEnd()).containsOnly(": still listening");
    }
  }

  /** Jersey leaves the request open, and not every server notices that its client is gone. */
  @Test
  void a_stream_that_cannot_be_written_ends_its_request() throws Exception {
    start(Duration.ofMillis(50), LONG);
    Stream stream = listen();
    answers.breakOff();

    assertThat(answers.awaitEnd(Duration.ofSeconds(20))).isTrue();
    stream.close();
  }

  @Test
  void too_many_are_told_to_come_later_and_a_stream_that_ended_makes_room() throws Exception {
    start(Duration.ofMillis(50), LONG);
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < LiveEvents.MOST; i++) {
      next = new EventsResource.Who("operator " + i / LiveEvents.MOST_OF_ONE, true);
      streams.add(listen());
    }
    next = new EventsResource.Who("another", true);
    HttpResponse<InputStream> refused = get();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");

    streams.get(0).close();

    while (true) { // until the server has noticed, or the test's time is over
      HttpResponse<InputStream> next = get();
      if (next.statusCode() == 200) {
        streams.add(new Stream(next.body()));
        break;
      }
      next.body().close();
    }
    for (Stream stream : streams) {
      stream.close();
    }
  }

  @Test
  void nobody_can_take_all_places_and_viewers_leave_some_to_operators() throws Exception {
    start(LONG, LONG);
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < LiveEvents.MOST - LiveEvents.RESERVED; i++) {
      String viewer = "viewer " + i / LiveEvents.MOST_OF_ONE;
      next = new EventsResource.Who(viewer, false);
      streams.add(listen());
      if (i == LiveEvents.MOST_OF_ONE - 1) {
        assertThat(get().statusCode()).as("one more of the first viewer").isEqualTo(503);
      }
    }
    next = new EventsResource.Who("another viewer", false);
    assertThat(get().statusCode()).isEqualTo(503);
    next = new EventsResource.Who("an operator", true);
    streams.add(listen());
    for (Stream stream : streams) {
      stream.close();
    }
  }

  @Test
  void the_end_ends_all_streams_and_threads() throws Exception {
    start(LONG, LONG);
    try (Stream stream = listen()) {
      events.close();

      assertThat(stream.toEnd()).isEmpty();
      assertThat(get().statusCode()).isEqualTo(503);
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .noneMatch(name -> name.startsWith("fs-webhook-live"));
    }
  }

  private void start(Duration heartbeat, Duration longest) throws Exception {
    events = new LiveEvents(Clock.fixed(NOW, ZoneOffset.UTC), heartbeat, longest);
    Resource.Builder resource = Resource.builder("events");
    resource
        .addMethod("GET")
        .produces(SseFeature.SERVER_SENT_EVENTS)
        .handledBy(
            new EventsResource(events, (security, headers) -> () -> true, security -> next),
            EventsResource.class.getMethod(
                "events", SecurityContext.class, HttpHeaders.class, HttpServletRequest.class));
    ResourceConfig application =
        new ResourceConfig()
            .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
            .property("jersey.config.server.wadl.disableWadl", true)
            .register(SseFeature.class)
            .registerResources(resource.build());
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder servlet = new ServletHolder(new ServletContainer(application));
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    FilterHolder filter = new FilterHolder(answers);
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    server.setHandler(context);
    server.start();
  }

  private HttpResponse<InputStream> get() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/events");
    return client.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private Stream listen() throws Exception {
    HttpResponse<InputStream> response = get();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    Stream stream = new Stream(response.body());
    assertThat(stream.line()).isEqualTo(": listening");
    return stream;
  }

  /** The lines of a stream that are not empty. */
  private static final class Stream implements AutoCloseable {

    private final BufferedReader reader;

    Stream(InputStream body) {
      this.reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    String line() throws IOException {
      String line = reader.readLine();
      while (line != null && line.isEmpty()) {
        line = reader.readLine();
      }
      if (line == null) {
        throw new AssertionError("the stream has ended");
      }
      return line;
    }

    List<String> lines(int count) throws IOException {
      List<String> lines = new ArrayList<>();
      while (lines.size() < count) {
        lines.add(line());
      }
      return lines;
    }

    List<String> toEnd() throws IOException {
      return reader.lines().filter(line -> !line.isEmpty()).toList();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
