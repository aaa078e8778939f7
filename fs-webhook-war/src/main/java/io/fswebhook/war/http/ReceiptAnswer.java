package io.fswebhook.war.http;

import io.fswebhook.core.inbox.Receipt;
import java.util.Locale;

/** A receipt as the sender sees it. Public for JSON-B. */
public record ReceiptAnswer(String id, String status) {

  static ReceiptAnswer of(Receipt receipt) {
    return new ReceiptAnswer(receipt.id(), receipt.status().name().toLowerCase(Locale.ROOT));
  }
}
