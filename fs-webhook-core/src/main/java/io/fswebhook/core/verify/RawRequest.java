package io.fswebhook.core.verify;

import java.time.Instant;

/**
 * A request as received, not yet verified.
 *
 * @param headers its headers
 * @param body its raw bytes; neither copied nor to be modified
 * @param receivedAt when the body was completely read
 * @param remoteAddress the client, for the log
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost every request
public record RawRequest(
    RequestHeaders headers, byte[] body, Instant receivedAt, String remoteAddress) {}
