/**
 * A body goes in, the places where it violates the JSON Schema of its event come out; open {@link
 * io.fswebhook.core.schema.Schemas} first. The validator's classes are loaded only if a schema is
 * set.
 */
@NullMarked
package io.fswebhook.core.schema;

import org.jspecify.annotations.NullMarked;
