package io.fswebhook.war.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.VerifiedRequest;
import io.fswebhook.core.verify.Verifier;
import io.fswebhook.core.verify.VerifySettings;
import io.fswebhook.war.api.DeliveryView;
import io.fswebhook.war.http.JsonText;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The steps of a receipt and of an answer of the API, each beside the least it could cost. */
@State(Scope.Benchmark)
public class StepBenchmarks {

  private static final int ITEMS = 50;

  private final byte[] body = new Events(Events.Kind.FULLSTORY, 700).body();
  private final WebhookSigner signer = new WebhookSigner(Events.SECRET, "ORG1");
  private final Verifier verifier =
      new Verifier(
          new VerifySettings(
              List.of(Events.SECRET),
              Map.of(),
              VerifySettings.DEFAULT_HEADERS,
              SignatureScheme.FULLSTORY,
              Duration.ofHours(24),
              Duration.ofMinutes(5)));
  private final EventParser parser = new EventParser();
  private final JsonFactory json = new JsonFactory();
  private final Instant now = Instant.now();
  private final DeliveryView.Page page =
      new DeliveryView.Page(Collections.nCopies(ITEMS, item()), "next", null);
  private final RawRequest raw;
  private final VerifiedRequest verified;
  private final Mac mac;

  /** With a request that is genuine. */
  public StepBenchmarks() {
    String signature = signer.sign(body, now);
    raw =
        new RawRequest(
            name -> name.equalsIgnoreCase(WebhookSigner.HEADER) ? List.of(signature) : List.of(),
            body,
            now,
            "127.0.0.1");
    try {
      verified = verifier.verify(raw);
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Events.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (RejectedException | GeneralSecurityException e) {
      throw new IllegalStateException("a genuine signature was not accepted", e);
    }
  }

  private static DeliveryView item() {
    DeliveryView.TaskView task =
        new DeliveryView.TaskView("Forward", "succeeded", 1, 0, null, null, null, null, null);
    return new DeliveryView(
        "01a2092a-67fa-7cf9-a0d2-fd0e313c7d23",
        "webhook",
        "recording.event.custom",
        "ORG1",
        "2026-11-01T12:00:00.123Z",
        "2026-11-01T12:00:00Z",
        700,
        false,
        false,
        List.of(task),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Is the signature genuine, and recent? */
  @Benchmark
  public VerifiedRequest verify() throws RejectedException {
    return verifier.verify(raw);
  }

  /** The header of a sender. */
  @Benchmark
  public String sign() {
    return signer.sign(body, now);
  }

  /** What verifying and signing cannot do without. */
  @Benchmark
  public byte[] hmac() {
    return mac.doFinal(body);
  }

  /** From bytes to an event. */
  @Benchmark
  public ParsedRequest parse() throws MalformedPayloadException {
    return parser.parse(verified);
  }

  /** Every token of the body, and nothing made of it. */
  @Benchmark
  public void tokens(Blackhole consumed) throws IOException {
    try (JsonParser tokens = json.createParser(body)) {
      for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
        consumed.consume(token.isScalarValue() ? tokens.getText() : token);
      }
    }
  }

  /** A page of a list. */
  @Benchmark
  public byte[] encode() {
    return JsonText.of(page);
  }

  /** The same text, written member by member. */
  @Benchmark
  public byte[] generate() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.createGenerator(bytes)) {
      generator.writeStartObject().writeStartArray("items");
      page.items().forEach(each -> item(generator, each));
      generator.writeEnd().write("nextCursor", page.nextCursor()).writeEnd();
    }
    return bytes.toByteArray();
  }

  private static void item(JsonGenerator generator, DeliveryView each) {
    generator
        .writeStartObject()
        .write("event", each.event())
        .write("id", each.id())
        .write("organisation", each.organisation())
        .write("receivedAt", each.receivedAt())
        .write("signedAt", each.signedAt())
        .write("size", each.size())
        .write("source", each.source())
        .writeStartArray("tasks");
    for (DeliveryView.TaskView task : each.tasks()) {
      generator
          .writeStartObject()
          .write("attempts", task.attempts())
          .write("handler", task.handler())
          .write("replays", task.replays())
          .write("state", task.state())
          .writeEnd();
    }
    generator
        .writeEnd()
        .write("test", each.test())
        .write("violatesSchema", each.violatesSchema())
        .writeEnd();
  }
}
