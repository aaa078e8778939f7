package io.fswebhook.core.inbox.operate;

/** A job whose progress is kept with each of its steps. */
interface CountedJob<T> extends ChunkedJob {

  /** Whether the step that was just made is the last one. */
  boolean isLast();

  /** As {@link #result}, with the step that was just made and may still be rolled back. */
  T soFar();

  /** The sum of what all steps did. */
  T result();
}
