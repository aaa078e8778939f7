package io.fswebhook.core.rule;

import com.dashjoin.jsonata.Jsonata;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the library does not show: the tree of an expression, and the thread locals that it leaves
 * behind, which would keep the application's classes in memory on a server.
 */
final class JsonataInternals {

  private static final Field TREE = field(Jsonata.class, "ast");
  private static final ThreadLocal<Object> CURRENT = threadLocal("current");
  private static final ThreadLocal<Object> PARSER = threadLocal("_parser");

  private JsonataInternals() {}

  /** Makes this the expression that the library evaluates on this thread. */
  static void enter(Jsonata expression) {
    CURRENT.set(expression);
  }

  static void leave() {
    CURRENT.remove();
    PARSER.remove();
  }

  static Node tree(Jsonata expression) {
    return new Node(get(TREE, expression));
  }

  /** A part of an expression. */
  record Node(@Nullable Object symbol) {

    Object identity() {
      return symbol == null ? this : symbol;
    }

    String type() {
      return String.valueOf(value("type"));
    }

    String text() {
      return String.valueOf(value("value"));
    }

    int position() {
      return value("position") instanceof Integer number ? number : 0;
    }

    boolean is(String type, String text) {
      return type().equals(type) && text().equals(text);
    }

    @Nullable Object value(String name) {
      return symbol == null ? null : get(field(symbolClass(symbol), name), symbol);
    }

    Node at(String name) {
      return new Node(value(name));
    }

    List<Node> all(String name) {
      return value(name) instanceof List<?> list
          ? list.stream().map(Node::new).toList()
          : List.of();
    }

    /** This and everything below it, each once. */
    void walk(Consumer<Node> visitor) {
      walk(symbol, visitor, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void walk(@Nullable Object part, Consumer<Node> visitor, Set<Object> seen) {
      if (part instanceof List<?> list) {
        list.forEach(each -> walk(each, visitor, seen));
      } else if (part instanceof Object[] array) {
        List.of(array).forEach(each -> walk(each, visitor, seen));
      } else if (part != null && isSymbol(part) && seen.add(part)) {
        visitor.accept(new Node(part));
        for (Field field : symbolClass(part).getDeclaredFields()) {
          if (!field.isSynthetic()) {
            field.setAccessible(true);
            walk(get(field, part), visitor, seen);
          }
        }
      }
    }

    private static boolean isSymbol(Object part) {
      for (Class<?> type = part.getClass(); type != null; type = type.getSuperclass()) {
        if (type.getSimpleName().equals("Symbol")) {
          return true;
        }
      }
      return false;
    }

    /** Symbols are of anonymous subclasses too. */
    private static Class<?> symbolClass(Object symbol) {
      Class<?> type = symbol.getClass();
      while (!type.getSimpleName().equals("Symbol")) {
        type = type.getSuperclass();
      }
      return type;
    }
  }

  @SuppressWarnings("unchecked") // only to set what is of the right type, and to remove it
  private static ThreadLocal<Object> threadLocal(String name) {
    Object local = get(field(Jsonata.class, name), null);
    if (local == null) {
      throw new IllegalStateException("this version of the JSONata library has no " + name);
    }
    return (ThreadLocal<Object>) local;
  }

  private static Field field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this version of the JSONata library has no " + name, e);
    }
  }

  private static @Nullable Object get(Field field, @Nullable Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }
}
