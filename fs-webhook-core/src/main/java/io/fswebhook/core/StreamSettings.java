package io.fswebhook.core;

import io.fswebhook.core.parse.StreamDuplicates;
import io.fswebhook.core.verify.StreamAccess;

/**
 * The settings of one stream.
 *
 * @param access what proves the origin of its requests
 * @param duplicates which of its deliveries are the same event
 */
public record StreamSettings(StreamAccess access, StreamDuplicates duplicates) {}
