package io.fswebhook.war.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.war.it.Eventually;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What an application that was taken away could leave in its server. */
record Leftovers(JvmLook jvm, Server server, Requests requests) {

  private static final String LISTENER = "io.fswebhook.war.deploy.ReceiverContextListener";
  private static final int REQUESTS =
      2 * ServerContract.SLOW_BODIES; // what had that many may keep as many

  private static final int BUSY_LOOKS = 3;
  private static final Duration IDLE = Duration.ofSeconds(65); // Tomcat's threads end after 60

  private static final int READS = 8; // of one token at a time, without being told to wait
  private static final int READ_TIMES = 25;

  static Leftovers of(ServerProcess process, Server server, Requests requests) {
    return new Leftovers(new JvmLook(process.jvm().pid()), server, requests);
  }

  /** Right after it was taken away. */
  void awaitNoThreadAndNoFile(Duration limit) throws Exception {
    awaitNone(
        limit,
        () -> {
          List<String> found = new ArrayList<>(jvm.threads("fs-webhook"));
          found.addAll(jvm.openFiles(server.home(ServerContract.CONTEXT) + "/"));
          return found;
        });
  }

  /**
   * Once it was deployed again, and has been used: a server's thread may keep its last request, and
   * the JDK before 18 the last record (JDK-8078641), until the next one comes. Payara's tracing
   * keeps the last one that was answered by another thread, as those of the API are. And before JDK
   * 24 a thread keeps whose code was on the stack when it was started: Tomcat starts some while a
   * request is completed, and TomEE 9 keeps those until they are idle for a minute, which more and
   * more requests would keep them from.
   */
  void awaitOneLoader(Duration limit) throws Exception {
    AtomicInteger looks = new AtomicInteger();
    awaitNone(
        limit,
        () -> {
          if (looks.getAndIncrement() >= BUSY_LOOKS) {
            LockSupport.parkNanos(IDLE.toNanos());
          }
          requests.sendAtOnce(REQUESTS);
          for (int i = 0; i < READ_TIMES; i++) {
            readDeliveries();
          }
          List<String> found = new ArrayList<>();
          int copies = jvm.copiesOf(LISTENER);
          if (copies < 1 || copies > 1 + server.keptLoaders()) {
            found.add(copies + " loaders of " + LISTENER);
          }
          List<String> libraries = jvm.openFiles("sqlitejdbc");
          if (libraries.size() > 1 + server.keptLoaders()) {
            found.addAll(libraries);
          }
          return found;
        });
  }

  /** Several at a time, so that each of the server's threads has some of them. */
  private void readDeliveries() throws Exception {
    String token = Files.readString(server.home(ServerContract.CONTEXT).resolve("admin-token"));
    List<CompletableFuture<Integer>> reading =
        requests.getAtOnce(READS, "api/v1/deliveries?limit=1", "Bearer " + token.strip());
    for (CompletableFuture<Integer> each : reading) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo(200);
    }
  }

  private void awaitNone(Duration limit, Callable<List<String>> find) throws Exception {
    List<String> found = new ArrayList<>();
    try {
      Eventually.holds(
          "nothing is left",
          limit,
          () -> {
            found.clear();
            found.addAll(find.call());
            return found.isEmpty();
          });
    } catch (AssertionError e) {
      dump();
      throw new AssertionError("left behind: " + found, e);
    }
  }

  /** For whoever looks for the reason: {@code -Dit.heap.dump=FILE}. */
  private void dump() throws Exception {
    String file = System.getProperty("it.heap.dump", "");
    if (!file.isEmpty()) {
      jvm.jcmd("GC.heap_dump", "-overwrite", file);
    }
  }
}
