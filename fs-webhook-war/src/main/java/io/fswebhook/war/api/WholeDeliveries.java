package io.fswebhook.war.api;

import io.fswebhook.core.inbox.DeliveryDetail;
import io.fswebhook.core.inbox.DeliverySummary;
import io.fswebhook.core.inbox.FeedPage;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.ListPlace;
import java.util.List;
import java.util.Optional;

/** The deliveries of a page with all that is known of each, such as to export them. */
record WholeDeliveries(InboxReader reader, Redaction redaction, List<String> signatureHeaders) {

  private static final long MOST_BYTES = 4L << 20;

  /** The page, or as much of its beginning as fits into memory, and at least one delivery. */
  static FeedPage fitting(FeedPage page) {
    long bytes = 0;
    int count = 0;
    for (DeliverySummary each : page.items()) {
      bytes += each.size();
      if (count > 0 && bytes > MOST_BYTES) {
        DeliverySummary last = page.items().get(count - 1);
        ListPlace end = new ListPlace(last.receivedAt(), last.seq());
        return new FeedPage(page.items().subList(0, count), page.start(), end, true);
      }
      count++;
    }
    return page;
  }

  /** Without those that were deleted meanwhile. */
  List<DeliveryView> of(FeedPage page, WaitingFor waiting) {
    return page.items().stream()
        .map(each -> reader.delivery(each.id()))
        .flatMap(Optional::stream)
        .map(each -> view(each, waiting))
        .toList();
  }

  private DeliveryView view(DeliveryDetail detail, WaitingFor waiting) {
    return DeliveryView.of(detail, null, redaction.shown(detail.body()), signatureHeaders, waiting);
  }
}
