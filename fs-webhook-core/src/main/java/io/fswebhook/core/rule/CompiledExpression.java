package io.fswebhook.core.rule;

import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression with its bounds. Evaluating changes it, so one thread may use it at a time. */
final class CompiledExpression {

  private final Jsonata jsonata;
  private final Jsonata.Frame frame;
  private final EvaluationGuard guard;
  private Set<String> bound = Set.of();

  private CompiledExpression(Jsonata jsonata) {
    this.jsonata = jsonata;
    this.frame = new Jsonata.Frame(null);
    this.guard = new EvaluationGuard();
    jsonata.setValidateInput(false);
    new GuardedFunctions(guard).install(frame);
    guard.install(frame);
  }

  /** With a line feed, because the library reads beyond a slash at the end. */
  static CompiledExpression of(String text) {
    try {
      return new CompiledExpression(Jsonata.jsonata(text + "\n"));
    } finally {
      JsonataInternals.leave();
    }
  }

  JsonataInternals.Node tree() {
    return JsonataInternals.tree(jsonata);
  }

  @Nullable Object evaluate(
      @Nullable Object input, Map<String, String> variables, Duration longest) {
    bind(variables);
    guard.begin(longest);
    JsonataInternals.enter(jsonata);
    try {
      return jsonata.evaluate(input, frame);
    } finally {
      JsonataInternals.leave();
      guard.end();
    }
  }

  /** What was bound for another event is not there for this one. */
  private void bind(Map<String, String> variables) {
    bound.forEach(name -> frame.bind(name, (@Nullable Object) null));
    variables.forEach((name, value) -> frame.bind(name, (Object) value));
    bound = variables.keySet();
  }
}
