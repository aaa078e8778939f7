package io.fswebhook.plugins.sample.s3;

import java.nio.file.Path;

/** Where objects are put. */
interface ObjectStore {

  /**
   * Returns once the object is stored. The same content may be put under the same key again.
   *
   * @throws NotStoredException if it is not, or if that is not known
   */
  void put(String key, Path file) throws NotStoredException;
}
