package io.fswebhook.core.rule;

/** Makes of the text of an expression what it is used as, such as {@link Filter#compile}. */
@FunctionalInterface
public interface ExpressionCompiler<T> {

  /**
   * Compiles it.
   *
   * @throws ExpressionSyntaxException if it is none
   */
  T compile(String text) throws ExpressionSyntaxException;
}
