package io.fswebhook.war.http;

import io.fswebhook.war.http.SlowClients.Limits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What clients may make one receiver hold. The bounds follow the memory and the file descriptors of
 * the process, so that they need no setting.
 */
public final class ClientLimits {

  private static final int MOST_CONNECTIONS = 10_000;
  private static final int FEWEST_CONNECTIONS = 64;

  /** What an open connection in the middle of a request costs, rounded up. */
  private static final long BYTES_A_CONNECTION = 32 * 1024;

  /** Of the heap: each of the two kinds of bytes. */
  private static final int PART_OF_HEAP = 8;

  /** Generous: a sender that is slower has long given up by itself. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final SlowClients bodies;
  private final SlowClients answers;
  private final SlowClients connections;

  /** Limits of one receiver; the threads let go what has to go. */
  public ClientLimits(AnswerThreads threads) {
    int count = connections(Runtime.getRuntime().maxMemory(), fileDescriptors());
    long bytes = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    this.bodies = of("slow bodies", new Limits(count, bytes, LONGEST), threads);
    this.answers = of("answers that were not read", new Limits(count, bytes, LONGEST), threads);
    this.connections = of("connections", new Limits(count, Long.MAX_VALUE, FOR_EVER), threads);
  }

  private static SlowClients of(String what, Limits limits, AnswerThreads threads) {
    SlowClients clients = new SlowClients(what, limits, threads::run, System::nanoTime);
    threads.everySecond(clients::look);
    return clients;
  }

  /** Half of the file descriptors are for everything else. */
  static int connections(long heap, long fileDescriptors) {
    long most = Math.min(heap / BYTES_A_CONNECTION, fileDescriptors / 2);
    return (int) Math.max(FEWEST_CONNECTIONS, Math.min(MOST_CONNECTIONS, most));
  }

  /** By name: not every server shows the JDK's own type to an application. */
  private static long fileDescriptors() {
    try {
      return (Long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME),
                  "MaxFileDescriptorCount");
    } catch (JMException e) { // where there is no such bound
      return Long.MAX_VALUE;
    }
  }

  /** Bodies that have not come completely. */
  public SlowClients bodies() {
    return bodies;
  }

  /** Answers that a client has not taken yet. */
  public SlowClients answers() {
    return answers;
  }

  /** Open connections. */
  public SlowClients connections() {
    return connections;
  }
}
