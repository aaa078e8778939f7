package io.fswebhook.core.inbox;

import io.fswebhook.api.WebhookEvent;
import io.fswebhook.core.verify.VerifiedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is on disk.
 *
 * @param seq the order of receipt
 * @param id its public id
 * @param request what was received
 * @param event null if it was read from the inbox and has to be parsed again
 */
public record StoredDelivery(
    long seq, String id, VerifiedRequest request, @Nullable WebhookEvent event) {}
