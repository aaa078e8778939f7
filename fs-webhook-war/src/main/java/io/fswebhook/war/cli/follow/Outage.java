package io.fswebhook.war.cli.follow;

import io.fswebhook.core.text.Printable;
import io.fswebhook.war.cli.line.CliCommand;
import io.fswebhook.war.cli.receiver.ReceiverProblem;
import java.io.IOException;

/** Repeats what fails while the other side is away, and says so once. */
final class Outage {

  private static final long PAUSE_MILLIS = 1_000;

  private final CliCommand command;
  private boolean wasThere;
  private boolean isAway;

  /**
   * An other side.
   *
   * @param wasThere whether it is known to exist; until then, every failure is final
   */
  Outage(CliCommand command, boolean wasThere) {
    this.command = command;
    this.wasThere = wasThere;
  }

  /** A call of the other side. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws IOException, InterruptedException;
  }

  /**
   * Calls until there is an answer.
   *
   * @throws IOException if another call would not help
   */
  <T> T patiently(Call<T> call) throws IOException, InterruptedException {
    while (true) {
      try {
        T answer = call.make();
        there();
        return answer;
      } catch (IOException e) {
        if (!wasThere || isFinal(e)) {
          throw e;
        }
        away(e);
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** A refused request is refused again, unless there were too many or the receiver is busy. */
  private static boolean isFinal(IOException failure) {
    return failure instanceof ReceiverProblem problem && !problem.isPassing();
  }

  private void there() {
    if (isAway) {
      command.complain("It is back.");
    }
    isAway = false;
    wasThere = true;
  }

  private void away(IOException failure) {
    if (!isAway) {
      command.complain(
          Printable.line(failure.getMessage() + " Waiting, and trying again every second."));
    }
    isAway = true;
  }
}
