package io.fswebhook.core.inbox;

import java.time.Instant;

/** What someone did, and when. */
public record AuditEntry(long id, Instant at, AuditRecord what) {}
