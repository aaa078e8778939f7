package io.fswebhook.core.inbox.log;

/** A delivery on its way. Called by the log's thread. */
public interface LogEntry {

  /** Whether it is with the log, and neither logged nor passed on since it was submitted. */
  boolean isWithLog();

  /** Whether the inbox has decided that it is new or a duplicate. */
  boolean isDecided();

  /** Whether it is a duplicate; only once it is decided. */
  boolean isDuplicate();

  byte[] duplicateKey();

  byte[] signatureKey();

  /** What the log holds of it. */
  byte[] record();

  /** How many bytes it holds in memory. */
  int size();

  /** It is in the log, on disk, with this number. */
  void logged(long number);

  /** The sender may have the answer. */
  void answer();

  /** The inbox is to decide, and returns it to {@link ReceiptLog#submit}. */
  void decideFirst();

  /** The inbox has to store it on disk by itself. */
  void storeAlone();
}
