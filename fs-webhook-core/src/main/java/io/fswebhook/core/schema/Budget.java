package io.fswebhook.core.schema;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds one check, because a schema and a body can take as long as their authors like: patterns
 * that backtrack, references that multiply. Everything that repeats asks it whether to go on.
 */
final class Budget {

  /** Of keywords within keywords; 100 levels of a body take some hundreds. */
  private static final int MAX_DEPTH = 500;

  /** Small steps between two looks at the clock. */
  private static final int STEPS = 512;

  /** The validator passes nothing of ours from one keyword to the next. */
  private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

  private final Duration limit;
  private final long deadline;
  private final int maxKeywords;
  private int keywords;
  private int depth;
  private int steps;

  private Budget(Duration limit, int maxKeywords) {
    this.limit = limit;
    this.deadline = System.nanoTime() + limit.toNanos();
    this.maxKeywords = maxKeywords;
  }

  /**
   * Does work that must end within the limit.
   *
   * @throws UnvalidatedException if it does not
   */
  static <T extends @Nullable Object> T within(Duration limit, Supplier<T> work) {
    return new Budget(limit, Integer.MAX_VALUE).enclose(work);
  }

  /** The same, with a limit that does not depend on how fast the machine is. */
  static <T extends @Nullable Object> T within(int maxKeywords, Supplier<T> work) {
    return new Budget(Duration.ofDays(1), maxKeywords).enclose(work);
  }

  private <T extends @Nullable Object> T enclose(Supplier<T> work) {
    Budget outer = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } catch (StackOverflowError e) {
      // Some patterns take stack for each character.
      throw new UnvalidatedException("a pattern or a reference recurses too deeply");
    } finally {
      restore(outer);
    }
  }

  private static void restore(@Nullable Budget outer) {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }

  /** That of the check on this thread. */
  static Budget current() {
    Budget current = CURRENT.get();
    if (current == null) {
      throw new IllegalStateException("validation outside of a check");
    }
    return current;
  }

  void enterKeyword() {
    if (++depth > MAX_DEPTH) {
      throw new UnvalidatedException(
          "more than " + MAX_DEPTH + " keywords apply within each other");
    }
    if (++keywords > maxKeywords) {
      throw new UnvalidatedException("more than " + maxKeywords + " keywords apply to one value");
    }
    requireTime();
  }

  void leaveKeyword() {
    depth--;
  }

  /** A character or a comparison. */
  void step() {
    if (++steps % STEPS == 0) {
      requireTime();
    }
  }

  void requireTime() {
    if (System.nanoTime() - deadline > 0) {
      throw new UnvalidatedException("the check took longer than " + limit.toMillis() + " ms");
    }
  }
}
