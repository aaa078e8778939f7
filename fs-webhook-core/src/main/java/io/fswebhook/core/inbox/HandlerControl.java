package io.fswebhook.core.inbox;

/**
 * Whether an operator paused a handler.
 *
 * @param paused whether attempts may not begin
 * @param version grows by one each time the handler is paused or resumed
 */
public record HandlerControl(boolean paused, long version) {

  /** Of a handler that was never paused. */
  public static final HandlerControl NONE = new HandlerControl(false, 0);
}
