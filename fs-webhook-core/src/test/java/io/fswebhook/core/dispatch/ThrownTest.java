package io.fswebhook.core.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.api.ExpressionException;
import io.fswebhook.api.GiveUpException;
import io.fswebhook.api.RetryLaterException;
import io.fswebhook.core.rule.HandlerExpression;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a handler throws costs only itself. */
class ThrownTest extends DispatchFixture {

  static List<Throwable> thrown() throws ReflectiveOperationException {
    return List.of(
        new StackOverflowError(),
        new OutOfMemoryError("of the handler"),
        new NoClassDefFoundError("com/example/Gone"),
        new ExceptionInInitializerError("of a class of the handler"),
        new InternalError("the handler says so"),
        new AssertionError("wrong"),
        new InterruptedException("by itself"),
        new Throwable("no exception at all"),
        // By its name, since the class is on its way out.
        Class.forName("java.lang.ThreadDeath")
            .asSubclass(Error.class)
            .getConstructor()
            .newInstance(),
        new Hostile(),
        itsOwnCause(),
        new RuntimeException("long " + "x".repeat(10_000_000)),
        new RetryLaterException("no delay", Duration.ZERO) {
          @Override
          @SuppressWarnings("NullAway") // as a plugin that is compiled without it may
          public Duration delay() {
            return null;
          }
        },
        new RetryLaterException("before now", Duration.ZERO) {
          @Override
          public Duration delay() {
            return Duration.ofDays(-1);
          }
        },
        new RetryLaterException("no answer", Duration.ZERO) {
          @Override
          public Duration delay() {
            throw new StackOverflowError();
          }
        });
  }

  @ParameterizedTest(name = "{index}") // one of them has a message of 10 MB
  @MethodSource("thrown")
  void whatever_a_handler_throws_is_tried_again_and_costs_only_itself(Throwable thrown) {
    Dispatcher dispatcher =
        start(
            handler(
                "bad",
                delivery -> {
                  if (delivery.attempt() == 1) {
                    ThrownTest.<RuntimeException>sneak(thrown);
                  }
                }),
            handler("good", seen::add));

    List<String> ids = receiveMany(dispatcher, 8); // more than it has threads

    await().until(() -> seen.size() == 8);
    assertThat(ids).allSatisfy(id -> await().until(() -> task(id, "bad").equals("succeeded 2")));
    assertThat(status(dispatcher, "bad").counts()).isEqualTo(new HandlerStatus.Counts(8, 8, 0));
  }

  @Test
  void a_failed_expression_is_tried_again_and_said_by_its_setting() {
    HandlerExpression expression = HandlerExpression.of("fs.webhook.handlers.bad.body", "1");
    Dispatcher dispatcher =
        start(
            handler(
                "bad",
                delivery -> {
                  if (delivery.attempt() == 1) {
                    throw new ExpressionException(expression, "must make a text");
                  }
                }));

    String id = receiveMany(dispatcher, 1).get(0);

    await().until(() -> task(id, "bad").equals("succeeded 2"));
    assertThat(requireNonNull(status(dispatcher, "bad").lastError()).text())
        .isEqualTo("fs.webhook.handlers.bad.body must make a text");
  }

  @Test
  void giving_up_is_told_also_when_nothing_else_can_be() {
    Dispatcher dispatcher =
        start(
            handler(
                "bad",
                delivery -> {
                  throw new GiveUpException("never") {
                    @Override
                    public String getMessage() {
                      throw new IllegalStateException("no message either");
                    }
                  };
                }));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "bad").equals("dead 1"));
    assertThat(attempts(id)).startsWith("dead io.fswebhook.core.dispatch.ThrownTest$");
  }

  @Test
  void what_the_vm_itself_throws_is_a_failed_attempt() {
    Dispatcher dispatcher =
        start(
            handler("stack", delivery -> fill(1)),
            handler(
                "heap",
                delivery -> {
                  if (new long[Integer.MAX_VALUE].length > 0) { // the VM refuses it
                    seen.add(delivery);
                  }
                }));

    String id = receive(dispatcher, "1");

    await().until(() -> task(id, "stack").startsWith("retrying"));
    await().until(() -> task(id, "heap").startsWith("retrying"));
    await()
        .untilAsserted(
            () ->
                assertThat(attempts(id))
                    .contains("java.lang.StackOverflowError")
                    .contains("java.lang.OutOfMemoryError"));
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int fill(int depth) {
    return depth + fill(depth + 1);
  }

  /** Answers nothing that it is asked. */
  private static final class Hostile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new StackOverflowError();
    }

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message either");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new OutOfMemoryError("nor a cause");
    }
  }

  private static Throwable itsOwnCause() {
    Throwable first = new IllegalStateException("first");
    Throwable second = new IllegalStateException("second", first);
    first.initCause(second);
    return first;
  }

  /** Throws what its caller did not declare. */
  @SuppressWarnings({"unchecked", "DoNotCallSuggester"})
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
