package io.fswebhook.core.inbox;

/** A stored rejection and its id. */
public record KeptRejection(long id, Rejection rejection) {}
