package io.fswebhook.war.access;

import io.fswebhook.war.settings.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token, without the token.
 *
 * @param expiresAt null if it does not expire
 * @param expired whether it is rejected by now
 * @param expiresSoon whether the log has warned of it
 * @param lastUsedAt on this node since its start, by itself or by a session, to the minute; null
 *     for not at all
 */
public record TokenUse(
    String name,
    Role role,
    @Nullable Instant expiresAt,
    boolean expired,
    boolean expiresSoon,
    @Nullable Instant lastUsedAt) {}
