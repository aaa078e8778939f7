package io.fswebhook.core.inbox;

/**
 * One thing that is wrong with a rejected request.
 *
 * @param code a stable code for scripts
 * @param wouldBeValid whether the request would be valid without this
 * @param sentence what is wrong, and what to do; contains no part of a body, a secret, a token or a
 *     signature
 */
public record Finding(String code, boolean wouldBeValid, String sentence) {}
