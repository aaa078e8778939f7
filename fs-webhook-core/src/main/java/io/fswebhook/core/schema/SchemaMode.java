package io.fswebhook.core.schema;

/** What happens to a body that violates its schema. */
public enum SchemaMode {
  /** It is stored, marked and counted. */
  REPORT,
  /** It is answered 400. */
  REJECT
}
