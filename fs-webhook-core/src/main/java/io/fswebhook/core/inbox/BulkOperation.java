package io.fswebhook.core.inbox;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A replay or a discard of many tasks, or a deletion of many deliveries: how far it is, and what
 * became of the tasks.
 *
 * @param matched to how many tasks it applied, or deliveries, when it began; null until they are
 *     counted
 * @param done how many of them it has changed so far
 * @param result what became of those that it replayed
 * @param endedAt null while it runs
 * @param detail why it failed; else null
 */
public record BulkOperation(
    long id,
    Kind kind,
    State state,
    @Nullable Long matched,
    long done,
    Result result,
    OperationRequest request,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String detail) {

  /** What it does. The code stands in the database and is seen from outside. */
  public enum Kind {
    REPLAY,
    DISCARD,
    DELETE;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
      return code;
    }

    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** Whether it goes on, or why it does not. As for the code, see {@link Kind}. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED,
    /** Its receiver stopped, or died. */
    INTERRUPTED;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
      return code;
    }

    public static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What became of the tasks that it replayed, except for those replayed again since.
   *
   * @param succeeded they have succeeded
   * @param failed an attempt failed since, whether there is another one to come or not
   * @param open no attempt has ended since
   */
  public record Result(long succeeded, long failed, long open) {}
}
