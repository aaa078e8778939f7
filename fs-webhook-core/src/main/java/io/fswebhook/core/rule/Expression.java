package io.fswebhook.core.rule;

import com.dashjoin.jsonata.JException;
import io.fswebhook.core.rule.JsonataInternals.Node;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression that ends in time and makes nothing large, whatever it is and whatever it is
 * evaluated on. Thread-safe.
 */
public final class Expression {

  /** Characters. */
  public static final int LONGEST = 10_000;

  private final String text;
  private final Queue<CompiledExpression> idle = new ConcurrentLinkedQueue<>();

  private Expression(String text) {
    this.text = text;
  }

  /**
   * Compiles a text.
   *
   * @throws ExpressionSyntaxException if it is no expression, or one that cannot be bounded
   */
  public static Expression compile(String text) throws ExpressionSyntaxException {
    if (text.length() > LONGEST) {
      throw new ExpressionSyntaxException("it has more than " + LONGEST + " characters", 0);
    }
    try {
      CompiledExpression compiled = CompiledExpression.of(text);
      requireBounded(compiled.tree());
      Expression expression = new Expression(text);
      expression.idle.add(compiled);
      return expression;
    } catch (JException e) {
      throw new ExpressionSyntaxException(
          String.valueOf(e.getMessage()), Math.min(e.getLocation(), text.length()));
    } catch (PatternSyntaxException e) {
      throw new ExpressionSyntaxException(
          "a regular expression is wrong: " + e.getDescription(), 0);
    } catch (RuntimeException e) { // the library reads beyond the end of some texts
      throw new ExpressionSyntaxException("it is not complete", 0);
    } catch (StackOverflowError e) {
      throw new ExpressionSyntaxException("it is nested too deeply", 0);
    }
  }

  /** A regular expression that is called like a function would match without a bound. */
  private static void requireBounded(Node tree) throws ExpressionSyntaxException {
    Set<Object> bounded = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Integer> unbounded = new TreeSet<>();
    tree.walk(
        node -> {
          if (GuardedSearch.OF_PATTERNS.contains(node.at("procedure").text())) {
            node.all("arguments").forEach(each -> bounded.add(each.identity()));
          }
        });
    tree.walk(
        node -> {
          if (node.type().equals("regex") && !bounded.contains(node.identity())) {
            unbounded.add(node.position());
          }
        });
    if (!unbounded.isEmpty()) {
      throw new ExpressionSyntaxException(
          "a regular expression must be an argument of $contains, $match, $replace or $split",
          unbounded.iterator().next());
    }
  }

  Node tree() {
    return idle.element().tree();
  }

  /**
   * Its value, of JDK types; null for nothing.
   *
   * @param input the value that paths begin at
   * @param variables by their names without a dollar sign
   * @param longest how long it may take
   * @throws ExpressionFailedException if it cannot be evaluated within its bounds
   */
  public @Nullable Object evaluate(
      @Nullable Object input, Map<String, String> variables, Duration longest) {
    CompiledExpression taken = idle.poll();
    CompiledExpression compiled = taken == null ? CompiledExpression.of(text) : taken;
    try {
      return compiled.evaluate(input, variables, longest);
    } catch (ExpressionFailedException e) {
      throw e;
    } catch (JException e) {
      throw new ExpressionFailedException(message(e));
    } catch (StackOverflowError e) {
      throw new ExpressionFailedException("it, or a regular expression in it, recurses too deeply");
    } catch (RuntimeException e) {
      throw own(e);
    } finally {
      idle.add(compiled);
    }
  }

  /** The library wraps what its functions throw. Other messages may quote the event. */
  private static ExpressionFailedException own(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ExpressionFailedException own) {
        return own;
      }
    }
    return new ExpressionFailedException(
        isNoNumber(thrown)
            ? "a text is not a number"
            : "a value is not of the type that a function takes");
  }

  private static boolean isNoNumber(Throwable thrown) {
    return thrown instanceof NumberFormatException
        || thrown.getCause() instanceof NumberFormatException;
  }

  /** With what stands in the expression, and without what stands in the event. */
  private String message(JException e) {
    String words =
        JException.msg(e.getError(), e.getLocation(), own(e.getCurrent()), own(e.getExpected()));
    return e.getLocation() > 0 ? words + " at character " + e.getLocation() : words;
  }

  private String own(@Nullable Object argument) {
    return argument instanceof String word && text.contains(word) ? word : "…";
  }

  @Override
  public String toString() {
    return text;
  }
}
