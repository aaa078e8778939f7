package io.fswebhook.war.cli.fullstory;

import java.nio.file.Path;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as a file describes it.
 *
 * @param place in the file, such as {@code endpoints[0]}
 * @param secretFile null if it is not needed, since the endpoint is there
 * @param formerUrl from where it is to be moved; null if from nowhere
 */
record DeclaredEndpoint(
    String place,
    String url,
    SortedSet<SubscribedEvent> events,
    @Nullable Path secretFile,
    @Nullable String formerUrl) {}
