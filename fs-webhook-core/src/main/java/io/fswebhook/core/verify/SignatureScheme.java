package io.fswebhook.core.verify;

/**
 * What the signature header holds. One at a time: with two, a captured {@code HMAC(body:o:t)} would
 * be a valid body-only signature of the text {@code body:o:t}.
 */
public enum SignatureScheme {
  /** {@code o:<orgId>,t:<unix seconds>,v:<base64>} over {@code body:o:t}. */
  FULLSTORY,
  /** The HMAC of the body alone, in hexadecimal. */
  HMAC_SHA256_HEX,
  /** The HMAC of the body alone, in base64. */
  HMAC_SHA256_BASE64
}
