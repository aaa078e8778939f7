package io.fswebhook.core.rule;

import io.fswebhook.core.rule.JsonataInternals.Node;
import java.math.BigDecimal;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers the usual parts of filters, comparisons of a member with a literal, joined by {@code and}
 * and {@code or}, a hundred times as fast as the library, which is asked only where this says
 * unknown. What it answers, the library answers too.
 */
@FunctionalInterface
interface QuickFilter {

  /** Of a body, as the parser reads it. */
  FilterAnswer of(@Nullable Object body);

  /** Numbers with more digits are not the same for the library, which computes with 53 bits. */
  int MOST_DIGITS = 15;

  static QuickFilter of(Node node) {
    if (node.is("binary", "and")) {
      return joined(node, FilterAnswer.YES);
    }
    if (node.is("binary", "or")) {
      return joined(node, FilterAnswer.NO);
    }
    if (node.type().equals("block")
        && PlainPath.isPlain(node)
        && node.all("expressions").size() == 1) {
      return of(node.all("expressions").get(0));
    }
    return node.type().equals("binary") && PlainPath.isPlain(node)
        ? comparison(node)
        : body -> FilterAnswer.UNKNOWN;
  }

  /** The left side decides alone if it can; only then is the other one not looked at. */
  private static QuickFilter joined(Node node, FilterAnswer continues) {
    if (!PlainPath.isPlain(node)) {
      return body -> FilterAnswer.UNKNOWN;
    }
    QuickFilter left = of(node.at("lhs"));
    QuickFilter right = of(node.at("rhs"));
    return body -> {
      FilterAnswer first = left.of(body);
      return first == continues ? right.of(body) : first;
    };
  }

  private static QuickFilter comparison(Node node) {
    PlainPath path = PlainPath.of(node.at("lhs"));
    Object literal = literal(node.at("rhs"));
    IntPredicate order = order(node.text());
    boolean isEquality = node.is("binary", "=") || node.is("binary", "!=");
    if (path.isNone()
        || literal == null
        || order == null
        || (!isEquality && literal instanceof Boolean)) {
      return body -> FilterAnswer.UNKNOWN;
    }
    return body -> {
      Object value = path.follow(body);
      if (value == null) {
        return FilterAnswer.NO;
      }
      return value == PlainPath.UNKNOWN
          ? FilterAnswer.UNKNOWN
          : compare(value, literal, order, isEquality);
    };
  }

  /** Whether the order of two values is the one that an operator asks for; null for another. */
  private static @Nullable IntPredicate order(String operator) {
    return switch (operator) {
      case "=" -> order -> order == 0;
      case "!=" -> order -> order != 0;
      case "<" -> order -> order < 0;
      case "<=" -> order -> order <= 0;
      case ">" -> order -> order > 0;
      case ">=" -> order -> order >= 0;
      default -> null;
    };
  }

  private static FilterAnswer compare(
      Object value, Object literal, IntPredicate order, boolean isEquality) {
    if (value instanceof String text && literal instanceof String other) {
      return FilterAnswer.of(order.test(text.compareTo(other)));
    }
    if (isUsual(value)
        && value instanceof BigDecimal number
        && literal instanceof BigDecimal other) {
      return FilterAnswer.of(order.test(number.compareTo(other)));
    }
    if (!isEquality || !(value instanceof String || value instanceof Boolean || isUsual(value))) {
      return FilterAnswer.UNKNOWN;
    }
    return FilterAnswer.of(order.test(value.equals(literal) ? 0 : 1));
  }

  private static boolean isUsual(@Nullable Object value) {
    return value instanceof BigDecimal number
        && number.precision() <= MOST_DIGITS
        && Math.abs(number.scale()) <= MOST_DIGITS;
  }

  private static @Nullable Object literal(Node node) {
    Object value = node.value("value");
    if (!PlainPath.isPlain(node)) {
      return null;
    }
    return switch (node.type()) {
      case "string" -> value;
      case "value" -> value instanceof Boolean ? value : null;
      case "number" -> number(value);
      default -> null;
    };
  }

  private static @Nullable Object number(@Nullable Object value) {
    BigDecimal number = value instanceof Number ? new BigDecimal(value.toString()) : null;
    return isUsual(number) ? number : null;
  }
}
