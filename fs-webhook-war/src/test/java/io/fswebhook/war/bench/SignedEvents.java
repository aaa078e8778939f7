package io.fswebhook.war.bench;

import io.fswebhook.api.testkit.WebhookSigner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Requests with a custom event of some 700 bytes, each another event with a signature of its own.
 */
final class SignedEvents {

  private static final String BODY =
      "{\"eventName\":\"recording.event.custom\",\"version\":1,\"data\":{\"name\":\"Product Added\","
          + "\"properties\":{\"cart_id_str\":\"%016d\",\"product_id_str\":\"p-4711\",\"sku_str\":\"L-100\","
          + "\"category_str\":\"Outdoor\",\"name_str\":\"Folding chair\",\"brand_str\":\"Example\","
          + "\"variant_str\":\"green\",\"price_real\":58.99,\"quantity_real\":1,\"coupon_str\":\"NONE\","
          + "\"position_int\":3,\"url_str\":\"https://shop.example.com/product/path\",\"image_url_str\":"
          + "\"https://shop.example.com/product/path.jpg\"},\"errors\":[],\"pageUrl\":"
          + "\"https://shop.example.com/product/path\",\"sessionUrl\":\"https://app.example.com/ui/ORG1/"
          + "session/6915774531905556:5557778531805533!1110765439578976\",\"timestamp\":"
          + "\"2026-11-01T10:00:00.433Z\"}}";

  private final String path;
  private final WebhookSigner signer;
  private long number = System.nanoTime();

  SignedEvents(String path, String secret) {
    this.path = path;
    this.signer = new WebhookSigner(secret, "ORG1");
  }

  ByteBuffer next() {
    byte[] body = BODY.formatted(number++).getBytes(StandardCharsets.UTF_8);
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\nFullstory-Signature: "
            + signer.sign(body, Instant.now())
            + "\r\n\r\n";
    byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(bytes.length + body.length).put(bytes).put(body).flip();
  }
}
