package io.fswebhook.core.testing;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.Receiver;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.trace.TraceContext;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.SignatureScheme;
import io.fswebhook.core.verify.Verifier;
import io.fswebhook.core.verify.VerifySettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Requests as FullStory would send them, signed with the secret {@code secret}. */
public final class SignedRequests {

  public static final String SECRET = "secret";

  public static final VerifySettings VERIFY =
      new VerifySettings(
          List.of(SECRET),
          Map.of(),
          VerifySettings.DEFAULT_HEADERS,
          SignatureScheme.FULLSTORY,
          Duration.ofHours(24),
          Duration.ofMinutes(5));

  private SignedRequests() {}

  public static RawRequest raw(String orgId, String body, Instant signedAt) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String signature = new WebhookSigner(SECRET, orgId).sign(bytes, signedAt);
    return new RawRequest(
        name -> name.equals(WebhookSigner.HEADER) ? List.of(signature) : List.of(),
        bytes,
        signedAt,
        "127.0.0.1");
  }

  /** Has it stored, signed now, and returns its id. */
  public static String receivedBy(Receiver receiver, String body) throws RefusedException {
    return receiver
        .receive(raw("ORG1", body, Instant.now()))
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join()
        .id();
  }

  /** The same request as part of a trace. */
  public static RawRequest traced(RawRequest raw, @Nullable TraceContext trace) {
    return new RawRequest(
        raw.stream(), raw.headers(), raw.body(), raw.receivedAt(), raw.remoteAddress(), trace);
  }

  public static ParsedRequest parsed(String orgId, String body, Instant signedAt) {
    return parsed(raw(orgId, body, signedAt));
  }

  public static ParsedRequest parsed(RawRequest raw) {
    try {
      return new EventParser().parse(new Verifier(VERIFY).verify(raw));
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** As a gateway would sign it, without a time. */
  public static ParsedRequest ofBodyAlone(String body, Instant receivedAt) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signature = HexFormat.of().formatHex(mac.doFinal(bytes));
      VerifySettings verify =
          new VerifySettings(
              VERIFY.secrets(),
              Map.of(),
              VERIFY.headers(),
              SignatureScheme.HMAC_SHA256_HEX,
              VERIFY.maxAge(),
              VERIFY.maxSkew());
      RawRequest raw =
          new RawRequest(
              name -> name.equals(WebhookSigner.HEADER) ? List.of(signature) : List.of(),
              bytes,
              receivedAt,
              "127.0.0.1");
      return new EventParser().parse(new Verifier(verify).verify(raw));
    } catch (GeneralSecurityException | RefusedException e) {
      throw new AssertionError(e);
    }
  }

  /** A note without a time of its own, told apart by its id. */
  public static String note(String id) {
    return "{\"eventName\":\"note.created\",\"version\":1,\"data\":{\"id\":\"" + id + "\"}}";
  }

  /** A segment with a time of its own. */
  public static String segment(String id) {
    return "{\"eventName\":\"segment.created\",\"version\":1,\"data\":{\"id\":\""
        + id
        + "\",\"created\":\"2026-11-01T10:00:00Z\"}}";
  }
}
