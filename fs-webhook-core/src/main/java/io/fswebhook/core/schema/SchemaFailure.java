package io.fswebhook.core.schema;

/**
 * Why a body is not known to be valid.
 *
 * @param kind whether it violates its schema at all
 * @param rejected whether it must be answered 400 instead of being stored
 * @param text at most {@value #MAX_LENGTH} characters without control characters: places as JSON
 *     pointers with the rules that are broken there, never a value of the body
 */
public record SchemaFailure(Kind kind, boolean rejected, String text) {

  /** The length of the longest text. */
  public static final int MAX_LENGTH = 500;

  /** What was found. */
  public enum Kind {
    /** It violates the schema. */
    VIOLATION("violation"),
    /** The check exceeded its bounds, so that nothing is known; never rejected. */
    UNVALIDATED("unvalidated");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** For metrics. */
    public String code() {
      return code;
    }
  }
}
