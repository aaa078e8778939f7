package io.fswebhook.war.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fswebhook.api.testkit.WebhookSigner;
import io.fswebhook.core.verify.HmacKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signed events, each another one with a time of its own. Most are made before a sample begins, so
 * that the client competes as little as it can with the server that is measured.
 */
final class Events {

  static final String SECRET = "benchmark";

  private static final String CUSTOM = "recording.event.custom";
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  /** More would not fit into the client's memory; the rest is made under way. */
  private static final int MOST_BYTES = 400 << 20;

  private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

  /** What is sent, and to which path. */
  enum Kind {
    /** As FullStory sends it. */
    FULLSTORY("/webhook"),
    /**
     * The same, but one event in ten is a {@code growth.handled}, and one in a hundred a {@code
     * growth.dead}.
     */
    MIXED("/webhook"),
    /** As FullStory sends to a stream, with a token. */
    STREAM("/streams/orders"),
    /** With the HMAC of the body alone, for receivers that know nothing else. */
    BODY_ONLY("/hooks/bench");

    private final String path;

    Kind(String path) {
      this.path = path;
    }
  }

  private final WebhookSigner signer = new WebhookSigner(SECRET, "ORG1");
  private final HmacKey key = HmacKey.of(SECRET);
  private final Deque<ByteBuffer> made = new ArrayDeque<>();
  private final Kind kind;
  private final int size;
  private final String filler;

  /**
   * Of one kind.
   *
   * @param size of a body, in bytes
   */
  Events(Kind kind, int size) {
    this.kind = kind;
    this.size = size;
    this.filler = "x".repeat(Math.max(0, size - text(CUSTOM, 0, "").length()));
  }

  void make(int count) {
    int most = Math.min(count, MOST_BYTES / size);
    while (made.size() < most) {
      made.add(event());
    }
  }

  ByteBuffer next() {
    ByteBuffer event = made.poll();
    return event == null ? event() : event;
  }

  /** The next body. */
  byte[] body() {
    long number = NUMBER.getAndIncrement();
    return text(name(number), number, filler).getBytes(US_ASCII);
  }

  private String name(long number) {
    if (kind != Kind.MIXED || number % 10 != 0) {
      return CUSTOM;
    }
    return number % 100 == 0 ? "growth.dead" : "growth.handled";
  }

  private ByteBuffer event() {
    byte[] body = body();
    String head =
        "POST "
            + kind.path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n"
            + proof(body)
            + "\r\n\r\n";
    return ByteBuffer.allocate(head.length() + body.length)
        .put(head.getBytes(US_ASCII))
        .put(body)
        .flip();
  }

  private String proof(byte[] body) {
    return switch (kind) {
      case FULLSTORY, MIXED -> WebhookSigner.HEADER + ": " + signer.sign(body, Instant.now());
      case STREAM -> "Authorization: Bearer " + SECRET;
      case BODY_ONLY -> "X-Signature: sha256=" + HexFormat.of().formatHex(key.sign(body));
    };
  }

  /** Without String.format, which takes longer than the signature. */
  private static String text(String eventName, long number, String filler) {
    String digits = String.valueOf(1_000_000_000_000_000L + number % 1_000_000_000_000_000L);
    return "{\"eventName\":\""
        + eventName
        + "\",\"version\":1,\"data\":{\"name\":\"Product Added\",\"properties\":{\"cart_id_str\":\""
        + digits
        + "\",\"product_id_str\":\"p-4711\",\"sku_str\":\"L-100\",\"category_str\":\"Outdoor\","
        + "\"name_str\":\"Folding chair\",\"brand_str\":\"Example\",\"variant_str\":\"green\","
        + "\"price_real\":58.99,\"quantity_real\":1,\"coupon_str\":\"NONE\",\"position_int\":3,"
        + "\"url_str\":\"https://shop.example.com/product/path\",\"image_url_str\":"
        + "\"https://shop.example.com/product/path.jpg\",\"filler_str\":\""
        + filler
        + "\"},\"errors\":[],\"pageUrl\":\"https://shop.example.com/product/path\",\"sessionUrl\":"
        + "\"https://app.example.com/ui/ORG1/session/6915774531905556:5557778531805533!1110765439578976\","
        + "\"timestamp\":\""
        + MICROSECONDS.format(Instant.now())
        + "\"}}";
  }
}
