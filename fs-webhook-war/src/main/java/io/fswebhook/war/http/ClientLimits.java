package io.fswebhook.war.http;

import io.fswebhook.war.http.SlowClients.Limits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Limits on resources that clients may hold. They follow from the memory and file descriptors of
 * the process, so they need no setting.
 *
 * @param bodies incomplete ones
 * @param answers responses that clients have not read yet
 * @param connections open ones
 */
public record ClientLimits(SlowClients bodies, SlowClients answers, SlowClients connections) {

  private static final int MOST_CONNECTIONS = 10_000;
  private static final int FEWEST_CONNECTIONS = 64;

  /** The memory of a connection in the middle of a request, rounded up. */
  private static final long BYTES_A_CONNECTION = 32 * 1024;

  /** The share of the heap for bodies, and again for responses: 1/8 each. */
  private static final int PART_OF_HEAP = 8;

  /** Generous: slower senders have long timed out. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private static final Pattern OPEN_FILES = Pattern.compile("Max open files +(\\d+) .*");

  /** The limits of one receiver; the threads drop clients over the limit. */
  public static ClientLimits of(AnswerThreads threads) {
    int count = connections(Runtime.getRuntime().maxMemory(), fileDescriptors());
    long bytes = Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
    return new ClientLimits(
        of("slow bodies", new Limits(count, bytes, LONGEST), threads),
        of("answers that were not read", new Limits(count, bytes, LONGEST), threads),
        of("connections", new Limits(count, Long.MAX_VALUE, FOR_EVER), threads));
  }

  private static SlowClients of(String what, Limits limits, AnswerThreads threads) {
    SlowClients clients = new SlowClients(what, limits, threads::run, System::nanoTime);
    threads.everySecond(clients::look);
    return clients;
  }

  /** Half of the file descriptors are left for everything else. */
  static int connections(long heap, long fileDescriptors) {
    long most = Math.min(heap / BYTES_A_CONNECTION, fileDescriptors / 2);
    return (int) Math.max(FEWEST_CONNECTIONS, Math.min(MOST_CONNECTIONS, most));
  }

  /** Loading the management beans takes longer than opening the port, so they come second. */
  private static long fileDescriptors() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
      return lines
          .map(OPEN_FILES::matcher)
          .filter(Matcher::matches)
          .mapToLong(line -> Long.parseLong(line.group(1)))
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException | RuntimeException e) { // not this system
      return managedFileDescriptors();
    }
  }

  /** By name, since not every server exposes the JDK's type to applications. */
  private static long managedFileDescriptors() {
    try {
      return (Long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(
                  new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME),
                  "MaxFileDescriptorCount");
    } catch (JMException e) { // no such limit on this system
      return Long.MAX_VALUE;
    }
  }
}
