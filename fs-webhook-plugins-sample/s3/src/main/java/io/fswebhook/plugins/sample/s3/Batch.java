package io.fswebhook.plugins.sample.s3;

import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/**
 * Deliveries that are, or are going to be, one object.
 *
 * @param key the object's, which follows from the deliveries
 * @param file the object's content, on disk
 * @param ids of the deliveries
 */
record Batch(String key, Path file, Set<UUID> ids) {

  Batch {
    ids = Set.copyOf(ids);
  }
}
