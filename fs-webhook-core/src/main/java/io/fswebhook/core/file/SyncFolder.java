package io.fswebhook.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A new name is on disk only with its folder. */
public final class SyncFolder {

  private static final Logger LOG = LoggerFactory.getLogger(SyncFolder.class);

  private SyncFolder() {}

  /** Where folders can be synced. */
  public static void of(Path file) {
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      LOG.debug("the folder of {} cannot be synced on this system", file, e);
    }
  }
}
