package io.fswebhook.core.plugin;

import io.fswebhook.core.lifecycle.DaemonThread;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls plugin code on a separate thread with the plugin's context class loader. Exceptions, {@code
 * Error}s included, and time-outs become a {@link PluginFailure}.
 *
 * @param what the call, for messages: "start() of handler x"
 * @param advice what to do if the failure itself does not say
 * @param loader the plugin's
 * @param bound the time-out, after which the thread is interrupted and abandoned
 */
record BoundedCall(String what, String advice, ClassLoader loader, Duration bound) {

  <T> T run(Callable<T> code) throws PluginFailure {
    FutureTask<T> task = new FutureTask<>(() -> guarded(code));
    DaemonThread.of("fs-webhook-plugin: " + what, task).start();
    try {
      return await(task);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PluginFailure failure) {
        throw failure;
      }
      throw new PluginFailure(what + " failed with an error that cannot be described", advice);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new PluginFailure(
          what + " did not return within " + bound + " and was interrupted", advice);
    }
  }

  @SuppressWarnings("try")
  private <T> T guarded(Callable<T> code) throws PluginFailure {
    try (ContextClassLoader context = ContextClassLoader.swapTo(loader)) {
      return code.call();
    } catch (PluginFailure failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Diagnosis.of(what, thrown, advice);
    }
  }

  /** Defers an interrupt until the end: it must not cut short another plugin's stop. */
  private <T> T await(FutureTask<T> task) throws ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + bound.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
