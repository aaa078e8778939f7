/** Schemas and bodies go in, places and rules are compared; open {@code SchemasTest} first. */
@NullMarked
package io.fswebhook.core.schema;

import org.jspecify.annotations.NullMarked;
