package io.fswebhook.war.bench;

import io.fswebhook.api.testkit.WebhookSigner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Signed custom events, each another one with a time of its own. Most are made before a sample
 * begins, so that the client competes as little as it can with the server that is measured.
 */
final class Events {

  static final String SECRET = "benchmark";

  private static final String BODY =
      "{\"eventName\":\"recording.event.custom\",\"version\":1,\"data\":{\"name\":\"Product Added\","
          + "\"properties\":{\"cart_id_str\":\"%016d\",\"product_id_str\":\"p-4711\",\"sku_str\":\"L-100\","
          + "\"category_str\":\"Outdoor\",\"name_str\":\"Folding chair\",\"brand_str\":\"Example\","
          + "\"variant_str\":\"green\",\"price_real\":58.99,\"quantity_real\":1,\"coupon_str\":\"NONE\","
          + "\"position_int\":3,\"url_str\":\"https://shop.example.com/product/path\",\"image_url_str\":"
          + "\"https://shop.example.com/product/path.jpg\",\"filler_str\":\"%s\"},\"errors\":[],\"pageUrl\":"
          + "\"https://shop.example.com/product/path\",\"sessionUrl\":\"https://app.example.com/ui/ORG1/"
          + "session/6915774531905556:5557778531805533!1110765439578976\",\"timestamp\":\"%s\"}}";

  private static long number = System.nanoTime();

  private final WebhookSigner signer = new WebhookSigner(SECRET, "ORG1");
  private final Deque<ByteBuffer> made = new ArrayDeque<>();
  private final String path;
  private final int size;

  /**
   * For one path.
   *
   * @param size of a body, in bytes
   */
  Events(String path, int size) {
    this.path = path;
    this.size = size;
  }

  void make(int count) {
    while (made.size() < count) {
      made.add(event());
    }
  }

  ByteBuffer next() {
    ByteBuffer event = made.poll();
    return event == null ? event() : event;
  }

  private ByteBuffer event() {
    Instant now = Instant.now();
    String text = BODY.formatted(number++ % 10_000_000_000_000_000L, "", now);
    String filler = "x".repeat(Math.max(0, size - text.length()));
    byte[] body =
        text.replace("\"filler_str\":\"\"", "\"filler_str\":\"" + filler + "\"")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\nFullstory-Signature: "
                + signer.sign(body, now)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
  }
}
