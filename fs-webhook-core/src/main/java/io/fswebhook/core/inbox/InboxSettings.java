package io.fswebhook.core.inbox;

import java.nio.file.Path;

/**
 * Where and how deliveries are kept.
 *
 * @param file the SQLite file; its folder exists or can be made
 * @param sameBodyIsDuplicate whether an equal body of the same organisation that carries its own
 *     time is a duplicate although it is signed anew
 * @param retention how long deliveries are kept
 */
public record InboxSettings(Path file, boolean sameBodyIsDuplicate, Retention retention) {}
