package io.fswebhook.core.verify;

import java.time.Instant;

/**
 * A request as it arrived, believed by nobody yet.
 *
 * @param headers its headers
 * @param body every byte of its body; not copied, and not to be changed
 * @param receivedAt when the body had been read
 * @param remoteAddress who sent it, for the log
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would cost every request
public record RawRequest(
    RequestHeaders headers, byte[] body, Instant receivedAt, String remoteAddress) {}
