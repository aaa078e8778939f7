package io.fswebhook.core.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signing secret in force, without the secret.
 *
 * @param id its {@link SecretFingerprint}
 * @param organisation whose it is; null for a general one
 * @param lastUsedAt when this node last verified a request with it; null for never since the start
 */
public record SigningSecret(
    String id, @Nullable String organisation, @Nullable Instant lastUsedAt) {}
