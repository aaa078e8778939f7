package io.fswebhook.war.cli.fullstory;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The signing secrets of a running receiver. */
interface ReceiverSecrets {

  /** Has it read its files now. */
  void reload() throws IOException, InterruptedException;

  /** Which are in force, by their ids, and when each was last used. */
  Map<String, Optional<String>> lastUses() throws IOException, InterruptedException;
}
