package io.fswebhook.war.it;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that the JDK does not know. */
public final class Signals {

  private Signals() {}

  public static void send(String signal, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start();
    if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("kill -" + signal + " " + pid + " did not work");
    }
  }
}
