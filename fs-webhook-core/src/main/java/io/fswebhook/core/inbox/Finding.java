package io.fswebhook.core.inbox;

/**
 * What was found out about a request that was turned away.
 *
 * @param code stable, for scripts
 * @param wouldBeValid whether the signature is right but for this
 * @param sentence what is wrong, and what to do; holds nothing of body, secret or signature
 */
public record Finding(String code, boolean wouldBeValid, String sentence) {}
