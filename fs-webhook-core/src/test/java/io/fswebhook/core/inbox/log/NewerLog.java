package io.fswebhook.core.inbox.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Receipt logs as a later version may leave them. */
public final class NewerLog {

  private static final int SIZE = 16 << 10;
  private static final byte FORMAT = 127;

  private NewerLog() {}

  /** A log beside an inbox, with a record in another format. Returns its file. */
  public static Path withNewerRecord(Path inbox, long inboxId) throws IOException {
    Path file = inbox.resolveSibling(inbox.getFileName() + SegmentFiles.INFIX + 1);
    Files.write(file, new byte[SIZE]);
    Segment.begin(file, inboxId, 1);
    try (Segment segment = Segment.open(file)) {
      ByteBuffer group = ByteBuffer.allocate(SIZE);
      segment.put(1_000_000, new byte[] {FORMAT, 0, 0}, 0, group);
      segment.append(group.flip());
    }
    return file;
  }
}
