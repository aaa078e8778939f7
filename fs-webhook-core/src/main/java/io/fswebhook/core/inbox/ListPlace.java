package io.fswebhook.core.inbox;

import java.time.Instant;

/**
 * Where an item stands in a list that is ordered by time: ids are given later, or by another clock.
 */
public record ListPlace(Instant at, long id) {}
