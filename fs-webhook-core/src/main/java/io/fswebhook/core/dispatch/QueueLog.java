package io.fswebhook.core.dispatch;

import io.fswebhook.core.inbox.HandlerTask;
import io.fswebhook.core.inbox.Outcome;
import io.fswebhook.core.plugin.AttemptSettings;
import io.fswebhook.core.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one handler, for operators. */
record QueueLog(String handler, AttemptSettings settings) {

  private static final Logger LOG = LoggerFactory.getLogger(HandlerQueue.class);

  void ended(Outcome outcome) {
    switch (outcome.state()) {
      case RETRYING -> failed(outcome);
      case DEAD -> gaveUp(outcome);
      default -> {}
    }
  }

  private void failed(Outcome outcome) {
    LOG.info(
        "handler {} failed at delivery {}, attempt {} of {}, next in {}: {}",
        handler,
        id(outcome.task()),
        outcome.task().attempts() + 1,
        settings.maxAttempts(),
        outcome.retryIn(),
        error(outcome));
  }

  private void gaveUp(Outcome outcome) {
    LOG.warn(
        "handler {} gave up on delivery {} after attempt {}; it stays in the inbox as a dead letter: {}",
        handler,
        id(outcome.task()),
        outcome.task().attempts() + 1,
        error(outcome));
  }

  void ranOutOfTime(HandlerTask task) {
    LOG.warn("handler {} timed out at delivery {} and is interrupted", handler, id(task));
  }

  void cameBack(HandlerTask task) {
    LOG.info(
        "handler {} returned from delivery {} after its time-out; the recorded outcome does not change",
        handler,
        id(task));
  }

  void stateChanged(HandlerState before, HandlerState state) {
    switch (state) {
      case CIRCUIT_OPEN -> breakerOpened(before);
      case SUSPENDED ->
          LOG.error(
              "handler {} has {} stuck threads and gets no more until one returns; its"
                  + " deliveries wait. Make it respond to interrupts; resume it to give it fresh"
                  + " threads, or raise fs.webhook.handlers.{}.max-stuck-threads",
              handler,
              settings.maxStuckThreads(),
              handler);
      case PAUSED -> LOG.info("handler {} is paused; its deliveries wait", handler);
      case RUNNING -> running(before);
      case STARTING, CIRCUIT_HALF_OPEN, STOPPING -> {}
    }
  }

  private void breakerOpened(HandlerState before) {
    if (before == HandlerState.CIRCUIT_HALF_OPEN) {
      return; // the single attempt failed, which has a line of its own
    }
    LOG.warn(
        "handler {} failed in {} % of its last {} attempts; its circuit is open. Its deliveries wait, and"
            + " one of them is tried every {} (fs.webhook.handlers.{}.breaker.open-for)",
        handler,
        settings.breaker().failureRate(),
        settings.breaker().window(),
        settings.breaker().openFor(),
        handler);
  }

  private void running(HandlerState before) {
    switch (before) {
      case CIRCUIT_OPEN, CIRCUIT_HALF_OPEN ->
          LOG.info("handler {} works again; its deliveries continue", handler);
      case PAUSED -> LOG.info("handler {} is no longer paused", handler);
      case SUSPENDED -> LOG.info("handler {} has threads again; its deliveries continue", handler);
      case STARTING, RUNNING, STOPPING -> {}
    }
  }

  void noThread(Throwable cause) {
    LOG.error(
        "handler {} got no thread; its deliveries wait until there is one: {}",
        handler,
        Printable.line(cause.toString()));
  }

  void notKept(HandlerTask task, Throwable cause) {
    LOG.error(
        "the outcome of handler {} for delivery {} could not be recorded; it will be handled again",
        handler,
        id(task),
        cause);
  }

  void stillRuns(int attempts) {
    LOG.warn(
        "handler {} is still processing {} deliveries at shutdown; they will be handled again after the next start",
        handler,
        attempts);
  }

  /** May contain anything that a plugin has put into its message. */
  private static String error(Outcome outcome) {
    return Printable.line(String.valueOf(outcome.error()));
  }

  private static String id(HandlerTask task) {
    return task.delivery().id();
  }
}
