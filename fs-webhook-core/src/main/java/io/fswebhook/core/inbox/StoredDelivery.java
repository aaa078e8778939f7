package io.fswebhook.core.inbox;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.VerifiedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is on disk.
 *
 * @param seq the order of receipt
 * @param id what everybody else knows it by
 * @param request what was received
 * @param event null when it was read back from disk and has to be parsed again
 */
public record StoredDelivery(
    long seq, String id, VerifiedRequest request, @Nullable WebhookEvent event) {}
