package io.fswebhook.core.inbox;

import java.util.Map;

/**
 * What a filter applies to.
 *
 * @param deliveries how many have at least one such handling; those without any when the filter
 *     asks for neither handler nor state count too
 * @param handlings how many there are in each state; states without any are missing
 */
public record HandlingCount(long deliveries, Map<HandlingState, Long> handlings) {

  public HandlingCount {
    handlings = Map.copyOf(handlings);
  }
}
