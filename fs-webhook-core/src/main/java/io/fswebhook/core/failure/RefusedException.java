package io.fswebhook.core.failure;

/**
 * The sender must act: the request is refused with a stable code. Carries no stack trace, since it
 * is an answer and a flood of refusals must stay cheap.
 */
public abstract class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What the sender and scripts see. */
  private final String code;

  protected RefusedException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The stable code of the answer, such as {@code signature-rejected}. */
  public String code() {
    return code;
  }
}
