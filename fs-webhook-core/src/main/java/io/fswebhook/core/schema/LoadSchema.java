package io.fswebhook.core.schema;

import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.parse.JsonReader.JsonDocument;
import io.fswebhook.core.schema.References.Reference;
import io.fswebhook.core.text.Printable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Loads a schema with the files that it refers to, and tries every reference. */
final class LoadSchema {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** That apply to the trial of a reference; more are without end, or as good as. */
  private static final int MAX_KEYWORDS = 100_000;

  private static final URI TRIAL = URI.create("trial:/");

  private final SchemaSettings settings;
  private final LocalFiles files;
  private final References references = new References();
  private final Validator validator;

  private LoadSchema(SchemaSettings settings) {
    this.settings = settings;
    this.files = new LocalFiles(settings.file());
    this.validator =
        new ValidatorFactory()
            .withJsonNodeFactory(new ValueNodes())
            .withSchemaResolver(files)
            .withEvaluatorFactory(new BoundedKeywords(references))
            .withMessageProvider(Violations::rule)
            .createValidator();
  }

  /**
   * The schema of the settings.
   *
   * @throws StartException if it cannot be used
   */
  static LoadedSchema of(SchemaSettings settings) {
    LoadSchema load = new LoadSchema(settings);
    try {
      return Budget.within(LIMIT, load::schema);
    } catch (JsonSchemaException | IllegalArgumentException e) {
      throw new StartException(
          settings.setting()
              + " names "
              + settings.file()
              + ", which cannot be used as a schema: "
              + reason(e),
          e);
    }
  }

  private LoadedSchema schema() {
    URI schema = validator.registerSchema(settings.file().toUri(), files.readMain());
    files.setBase(schema);
    for (Reference next = references.next(); next != null; next = references.next()) {
      requireFound(next);
    }
    files.close();
    return new LoadedSchema(validator, schema, settings.mode());
  }

  private void requireFound(Reference reference) {
    String reason;
    try {
      if (Budget.within(MAX_KEYWORDS, () -> isFound(reference.target()))) {
        return;
      }
      reason =
          "it is neither in the file nor in one in its folder or below, and nothing is fetched"
              + " from other places";
    } catch (UnvalidatedException e) {
      reason = String.valueOf(e.getMessage());
    } catch (JsonSchemaException | IllegalArgumentException e) {
      reason = "in " + files.last() + ", " + reason(e);
    }
    throw new UnusableSchemaException(
        reference.place() + " refers to " + Printable.line(reference.target()) + ": " + reason);
  }

  /** By applying it to a value, which also tells whether it ends. */
  private boolean isFound(String target) {
    URI trial = validator.registerSchema(TRIAL, node(Map.of("$ref", target)));
    return validator.validate(trial, node(true)).getErrors().stream()
        .noneMatch(
            error -> error.getEvaluationPath().equals("/$ref") && error.getKeyword() != null);
  }

  private static String reason(RuntimeException failure) {
    return failure instanceof InvalidSchemaException invalid
        ? "it is no valid JSON Schema: " + Violations.text(invalid.getErrors())
        : Printable.line(String.valueOf(failure.getMessage()));
  }

  private static ValueNode node(Object value) {
    return ValueNode.of(new JsonDocument(value, Set.of()));
  }
}
