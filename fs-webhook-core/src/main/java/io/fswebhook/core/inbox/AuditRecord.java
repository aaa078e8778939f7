package io.fswebhook.core.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What someone did.
 *
 * @param who the name of the token, or of the server's user
 * @param role the role that allowed it
 * @param action a code, such as {@code replay}
 * @param target of the action, such as a delivery or a handler
 * @param detail further details; null for none
 */
public record AuditRecord(
    String who, String role, String action, String target, @Nullable String detail) {}
