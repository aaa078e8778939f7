package io.fswebhook.war.http;

import io.fswebhook.core.inbox.Receipt;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A receipt as the sender sees it. */
final class ReceiptAnswer {

  private ReceiptAnswer() {}

  static void write(Receipt receipt, HttpServletResponse response) throws IOException {
    CommonHeaders.set(response::setHeader);
    byte[] json = json(receipt).getBytes(StandardCharsets.US_ASCII);
    response.setContentType("application/json");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  /** By hand: neither the id, a UUID, nor the status has anything that JSON would escape. */
  private static String json(Receipt receipt) {
    String status =
        switch (receipt.status()) {
          case STORED -> "stored";
          case DUPLICATE -> "duplicate";
        };
    return "{\"id\":\"" + receipt.id() + "\",\"status\":\"" + status + "\"}";
  }
}
