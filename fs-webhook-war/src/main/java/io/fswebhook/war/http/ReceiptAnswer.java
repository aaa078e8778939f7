package io.fswebhook.war.http;

import io.fswebhook.core.inbox.Receipt;
import java.util.Locale;

/** A receipt as the sender sees it. Written by hand: it is the one answer that has to be fast. */
final class ReceiptAnswer {

  private ReceiptAnswer() {}

  /** Neither the id, a UUID, nor the status has anything that JSON would escape. */
  static String json(Receipt receipt) {
    String status = receipt.status().name().toLowerCase(Locale.ROOT);
    return "{\"id\":\"" + receipt.id() + "\",\"status\":\"" + status + "\"}";
  }
}
