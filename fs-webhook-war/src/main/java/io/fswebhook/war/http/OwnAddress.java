package io.fswebhook.war.http;

/**
 * The receiver's address as the client of a request sees it.
 *
 * @param base scheme, host, port and path, with a slash at the end
 * @param isSecure whether a browser there sends cookies that are Secure
 * @param path of the context root, with a slash at the end
 */
public record OwnAddress(String base, boolean isSecure, String path) {}
