package io.fswebhook.war.bench;

import io.fswebhook.api.testkit.WebhookSigner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Requests with a custom event of some 700 bytes, each another event with a signature of its own.
 * Made by changing digits in place, so that making them costs little next to answering them.
 */
final class SignedEvents {

  private static final int DIGITS = 16;
  private static final String BODY =
      "{\"eventName\":\"recording.event.custom\",\"version\":1,\"data\":{\"name\":\"Product Added\","
          + "\"properties\":{\"cart_id_str\":\"%016d\",\"product_id_str\":\"p-4711\",\"sku_str\":\"L-100\","
          + "\"category_str\":\"Outdoor\",\"name_str\":\"Folding chair\",\"brand_str\":\"Example\","
          + "\"variant_str\":\"green\",\"price_real\":58.99,\"quantity_real\":1,\"coupon_str\":\"NONE\","
          + "\"position_int\":3,\"url_str\":\"https://shop.example.com/product/path\",\"image_url_str\":"
          + "\"https://shop.example.com/product/path.jpg\"},\"errors\":[],\"pageUrl\":"
          + "\"https://shop.example.com/product/path\",\"sessionUrl\":\"https://app.example.com/ui/ORG1/"
          + "session/6915774531905556:5557778531805533!1110765439578976\",\"timestamp\":\"%s\"}}";

  private final WebhookSigner signer;
  private final byte[] head;
  private byte[] body = new byte[0];
  private int digitsAt;
  private Instant second = Instant.EPOCH;
  private long number = System.nanoTime();

  SignedEvents(String path, String secret) {
    this.signer = new WebhookSigner(secret, "ORG1");
    renewBody();
    this.head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\nFullstory-Signature: ")
            .getBytes(StandardCharsets.US_ASCII);
  }

  ByteBuffer next() {
    renewBody();
    long rest = number++;
    for (int i = digitsAt + DIGITS - 1; i >= digitsAt; i--) {
      body[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    byte[] signature = signer.sign(body, second).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + signature.length + 4 + body.length)
        .put(head)
        .put(signature)
        .putInt(0x0D0A0D0A)
        .put(body)
        .flip();
  }

  /** An event carries the time at which it happened, so it is another one each second. */
  private void renewBody() {
    Instant now = Instant.ofEpochSecond(System.currentTimeMillis() / 1000);
    if (now.equals(second)) {
      return;
    }
    second = now;
    String text = BODY.formatted(0, now);
    digitsAt = text.indexOf("0".repeat(DIGITS));
    body = text.getBytes(StandardCharsets.US_ASCII);
  }
}
