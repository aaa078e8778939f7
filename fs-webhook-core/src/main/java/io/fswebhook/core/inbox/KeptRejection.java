package io.fswebhook.core.inbox;

/** A rejected request and the number it is known by. */
public record KeptRejection(long id, Rejection rejection) {}
