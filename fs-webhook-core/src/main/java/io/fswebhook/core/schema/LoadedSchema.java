package io.fswebhook.core.schema;

import dev.harrel.jsonschema.Validator;
import io.fswebhook.core.parse.JsonReader.JsonDocument;
import io.fswebhook.core.schema.SchemaFailure.Kind;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A schema that is ready for use. Thread-safe. */
record LoadedSchema(Validator validator, URI schema, SchemaMode mode) {

  /** Null if the body is valid. */
  @Nullable SchemaFailure check(JsonDocument body, Duration limit) {
    try {
      String text = Budget.within(limit, () -> violations(body));
      return text == null
          ? null
          : new SchemaFailure(Kind.VIOLATION, mode == SchemaMode.REJECT, text);
    } catch (UnvalidatedException e) {
      return unvalidated(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A fault of the validator must not keep a delivery out. Its message may quote the body.
      return unvalidated("the validator failed with " + e.getClass().getName());
    }
  }

  private static SchemaFailure unvalidated(String reason) {
    return new SchemaFailure(Kind.UNVALIDATED, false, "not validated: " + reason);
  }

  private @Nullable String violations(JsonDocument body) {
    Validator.Result result = validator.validate(schema, ValueNode.of(body));
    return result.isValid() ? null : Violations.text(result.getErrors());
  }
}
