package io.fswebhook.war.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the standalone server listens.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param tlsKeystore a PKCS #12 file, or null for plain HTTP
 * @param tlsPassword of the file; null if it has none
 */
public record HttpSettings(
    String host, int port, @Nullable Path tlsKeystore, @Nullable String tlsPassword) {}
