package io.fswebhook.war.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fswebhook.core.parse.EventType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of the API's records. Every object has a schema of its own, because generators name
 * classes after schemas. The constants of an enum are examples, because unknown values are accepted
 * too.
 */
final class RecordSchemas {

  private static final String ENVELOPE = "Envelope";
  private static final Set<String> NOT_IN_DATA = Set.of("version", "additional");

  /** What texts are, by the ends of their names. */
  private static final Map<String, String> FORMATS =
      Map.of("(?i).*(url|link)", "uri", "(?i).*(creator|author|email)", "email");

  private final ObjectNode schemas;
  private final ApiJavadoc javadoc;
  private final UnaryOperator<String> memberName;

  /**
   * Adds schemas to others.
   *
   * @param schemas by name, among them that of the envelope
   * @param memberName from the name of a component to that of its member
   */
  RecordSchemas(ObjectNode schemas, ApiJavadoc javadoc, UnaryOperator<String> memberName) {
    this.schemas = schemas;
    this.javadoc = javadoc;
    this.memberName = memberName;
  }

  /** Adds the whole body of an event, whose data is bound to its record. */
  void addEvent(EventType event) {
    String name = event.type().getSimpleName();
    ObjectNode schema = object(name, event.type());
    refer(schema.putArray("allOf").addObject(), ENVELOPE);
    ObjectNode members = schema.putObject("properties");
    members.putObject("eventName").put("type", "string").put("const", event.name());
    refer(members.putObject("data"), name + "Data");
    addMembers(schemas.putObject(name + "Data").put("type", "object"), event.type());
  }

  /** Adds the object that a record is bound to. */
  void addRecord(String name, Class<?> type) {
    addMembers(object(name, type), type);
  }

  private ObjectNode object(String name, Class<?> type) {
    if (schemas.has(name)) {
      throw new IllegalStateException("two schemas have the name " + name);
    }
    return schemas.putObject(name).put("type", "object").put("description", javadoc.of(type));
  }

  private void addMembers(ObjectNode schema, Class<?> type) {
    ObjectNode members = schema.putObject("properties");
    for (RecordComponent component : type.getRecordComponents()) {
      if (!NOT_IN_DATA.contains(component.getName())) {
        String name = memberName.apply(component.getName());
        describe(members.putObject(name), component);
        if (isRequired(component)) {
          schema.withArray("required").add(name);
        }
      }
    }
  }

  /** A map is empty when its member is absent. */
  private static boolean isRequired(RecordComponent component) {
    return component.getType() != Map.class
        && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private void describe(ObjectNode schema, RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isRecord()) {
      referTo(schema, type); // which has a description; one beside a reference is ignored
      return;
    }
    addType(schema, component);
    schema.put("description", description(component));
  }

  private void addType(ObjectNode schema, RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class) {
      schema.put("type", "string");
      addFormat(schema, component.getName());
    } else if (type == Instant.class) {
      schema.put("type", "string").put("format", "date-time");
    } else if (type == BigDecimal.class) {
      schema.put("type", "number");
    } else if (type.isEnum()) {
      schema.put("type", "string");
    } else if (type == Map.class) {
      schema.put("type", "object").put("additionalProperties", true);
    } else if (component.getGenericType() instanceof ParameterizedType list) {
      referTo(
          schema.put("type", "array").putObject("items"),
          (Class<?>) list.getActualTypeArguments()[0]);
    } else {
      throw new IllegalArgumentException("say here what the JSON of " + component + " is");
    }
  }

  private static void addFormat(ObjectNode schema, String name) {
    FORMATS.forEach(
        (names, format) -> {
          if (name.matches(names)) {
            schema.put("format", format);
          }
        });
  }

  private String description(RecordComponent component) {
    StringBuilder description =
        new StringBuilder(javadoc.of(component.getDeclaringRecord(), component.getName()));
    if (component.getType().isEnum()) {
      for (Object constant : component.getType().getEnumConstants()) {
        String name = constant.toString();
        description.append(" `" + name + "`: ").append(javadoc.of(component.getType(), name));
      }
    }
    return description.toString();
  }

  /** Names a record in a record after both: two events have an {@code AlertConfig}. */
  private void referTo(ObjectNode schema, Class<?> type) {
    String name = type.getDeclaringClass().getSimpleName() + type.getSimpleName();
    addRecord(name, type);
    refer(schema, name);
  }

  static void refer(ObjectNode schema, String name) {
    schema.put("$ref", "#/components/schemas/" + name);
  }
}
