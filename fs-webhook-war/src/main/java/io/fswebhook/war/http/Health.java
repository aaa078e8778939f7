package io.fswebhook.war.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.inbox.Integrity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON of MicroProfile Health. Written without JSON-B, because the first answers come before
 * the application is created.
 */
record Health(boolean isUp, List<Check> checks) {

  /** The default pool's thread locals would outlive the application on a server. */
  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private static final int MOST_SHOWN = 50;

  /** Up whenever the receiver responds. */
  static Health live() {
    return new Health(true, List.of());
  }

  /** Up while deliveries can be stored. */
  static Health ready(Ingest ingest) {
    List<Check> checks = new ArrayList<>();
    checks.add(inbox(ingest.isReady(), ingest.behind()));
    ingest.integrity().map(Health::check).ifPresent(checks::add);
    List<AttentionItem> attention = ingest.attention();
    if (!attention.isEmpty()) {
      checks.add(check(attention));
    }
    return new Health(checks.stream().allMatch(Check::isUp), checks);
  }

  private static Check inbox(boolean isReady, long behind) {
    return new Check(
        "inbox", isReady, behind == 0 ? Map.of() : Map.of("behind", Long.toString(behind)));
  }

  /**
   * Up even if damaged: the inbox still stores what it can, and turning deliveries away would lose
   * them.
   */
  private static Check check(Integrity integrity) {
    return new Check(
        "inbox-integrity",
        true,
        Map.of("state", integrity.state().code(), "since", integrity.since().toString()));
  }

  /** Up in any case: readiness is about storing, and all of this is about the rest. */
  private static Check check(List<AttentionItem> attention) {
    Map<String, String> data = new LinkedHashMap<>();
    for (AttentionItem item : attention.subList(0, Math.min(MOST_SHOWN, attention.size()))) {
      String kind = item.kind().code();
      data.put(item.subject() == null ? kind : kind + " " + item.subject(), item.text());
    }
    return new Check("attention", true, data);
  }

  int status() {
    return isUp ? 200 : 503;
  }

  byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("checks");
      for (Check check : checks) {
        check.write(json);
      }
      json.writeEndArray();
      json.writeStringField("status", word(isUp));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String word(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }

  /**
   * One check.
   *
   * @param data further details
   */
  private record Check(String name, boolean isUp, Map<String, String> data) {

    void write(JsonGenerator json) throws IOException {
      json.writeStartObject();
      if (!data.isEmpty()) {
        json.writeObjectFieldStart("data");
        for (Map.Entry<String, String> each : data.entrySet()) {
          json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
      }
      json.writeStringField("name", name);
      json.writeStringField("status", word(isUp));
      json.writeEndObject();
    }
  }
}
