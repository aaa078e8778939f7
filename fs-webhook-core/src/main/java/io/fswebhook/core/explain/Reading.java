package io.fswebhook.core.explain;

import org.jspecify.annotations.Nullable;

/**
 * A signature, read with good will.
 *
 * @param value the HMAC, 32 bytes
 * @param orgId null where none is there
 * @param seconds the time as it stands there; null where none is there
 * @param ofBodyAlone whether it has the form of a scheme that signs the body alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reading(
    byte[] value, @Nullable String orgId, @Nullable String seconds, boolean ofBodyAlone) {}
