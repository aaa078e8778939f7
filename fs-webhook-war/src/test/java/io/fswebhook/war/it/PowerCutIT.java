package io.fswebhook.war.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.war.it.Syscall.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power is cut. Every write of a receiver under load to its SQLite file is traced, and the
 * files are put together as they were on disk at many moments: without what was not synced, and
 * with some of it. Whatever had been answered 200 by then must be in them.
 */
@Tag("long")
class PowerCutIT {

  private static final int DELIVERIES = 1_600; // at least
  private static final int SENDERS = 8;
  private static final String RECEIPTS = "inbox.db-receipts.";
  private static final int MOST_SEGMENTS = 30;
  private static final String FILLER =
      "x".repeat(14_000); // so that the log is folded in now and then

  @TempDir private Path folder;
  private Path data;
  private Path trace;
  private final Random random = new Random(20261124);
  private long sizeAtFirst;

  /** When the answer of 200 was here, in seconds since 1970, by the delivery's id. */
  private final Map<String, Double> acknowledged = new ConcurrentHashMap<>();

  @BeforeEach
  void prepare() throws IOException {
    data = Files.createDirectories(folder.resolve("home/data")).toRealPath();
    trace = folder.resolve("trace.txt");
  }

  @Test
  void whatever_was_answered_200_is_on_disk_when_the_power_is_cut() throws Exception {
    if (!isTraceable()) {
      System.out.println(
          "NOT SIMULATED: the power cut, since strace is not here or may not trace. Tested instead:"
              + " the file is in WAL mode; SqliteInboxTest tests that the connection that writes syncs");
      receive(List.of());
      assertThat(query(data, "PRAGMA journal_mode")).containsExactly("wal");
      return;
    }
    List<Syscall> calls = traceReceiver();
    double first = acknowledged.values().stream().min(Double::compare).orElseThrow();
    List<Integer> moments =
        Stream.iterate(0, i -> i < calls.size(), i -> i + 1)
            .filter(i -> calls.get(i).at() > first)
            .toList();
    assertThat(moments.stream().map(calls::get))
        .as("the log was folded into the file under load")
        .anyMatch(call -> call.kind() == Kind.WRITE && call.path().endsWith("inbox.db"));
    int cuts = cutAt(someOf(moments), calls);
    System.out.printf(
        "MEASURED power cut: %d deliveries answered 200, %d calls traced, power cut at %d moments in"
            + " two ways each, 0 lost%n",
        acknowledged.size(), calls.size(), cuts);
  }

  private Set<Integer> someOf(List<Integer> moments) {
    Set<Integer> some = new HashSet<>();
    some.add(moments.get(moments.size() - 1));
    while (some.size() < 20 * Soak.rounds()) {
      some.add(moments.get(random.nextInt(moments.size())));
    }
    return some;
  }

  private int cutAt(Set<Integer> moments, List<Syscall> calls) throws Exception {
    Disk disk = new Disk();
    int midway = 0;
    for (int i = 0; i < calls.size(); i++) {
      if (moments.contains(i)) {
        midway += disk.unsynced() > 0 ? 1 : 0;
        Set<String> promised = acknowledgedBefore(calls.get(i).at());
        assertHolds(promised, cut(disk, null), "nothing unsynced kept, before call " + i);
        assertHolds(promised, cut(disk, random), "some unsynced kept, before call " + i);
      }
      disk.apply(calls.get(i));
    }
    assertThat(midway).as("moments with something not synced").isPositive();
    assertOpens(cut(disk, null));
    return moments.size();
  }

  private Path cut(Disk disk, @Nullable Random some) throws IOException {
    Path target = Files.createTempDirectory(folder, "cut");
    for (String path : disk.paths()) {
      Path file = target.resolve(Path.of(path).getFileName());
      if (some == null) {
        disk.cutPower(path, file);
      } else {
        disk.cutPower(path, file, some);
      }
    }
    return target;
  }

  private static void assertHolds(Set<String> promised, Path cut, String how) throws Exception {
    assertThat(query(cut, "PRAGMA integrity_check")).as(how).containsExactly("ok");
    Path file = cut.resolve("inbox.db");
    SqliteInbox.open(
            file,
            new InboxSettings(file, true, Retention.DEFAULT),
            ReceiverObserver.NONE,
            Clock.systemUTC())
        .close(); // stores what the receipt log holds
    assertThat(query(cut, "PRAGMA integrity_check")).as(how).containsExactly("ok");
    assertThat(query(cut, "SELECT id FROM delivery")).as(how).containsAll(promised);
    try (Stream<Path> files = Files.list(cut)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
  }

  /** The receiver itself goes on with what is left. */
  private void assertOpens(Path cut) throws Exception {
    try (WarProcess war =
        receiver()
            .java("-Dfs.webhook.inbox.url=jdbc:sqlite:" + cut.resolve("inbox.db"))
            .start("serve", "--port", "0")) {
      Sender sender = new Sender(war.awaitListening().resolve("/webhook"));
      Sender.idIn(sender.sendNote("after"));
    }
  }

  private Set<String> acknowledgedBefore(double time) {
    Set<String> ids = new HashSet<>();
    acknowledged.forEach(
        (id, at) -> {
          if (at < time) {
            ids.add(id);
          }
        });
    return ids;
  }

  private List<Syscall> traceReceiver() throws Exception {
    receive(strace());
    List<Syscall> calls = Syscall.read(Files.readAllLines(trace));
    assertThat(calls)
        .as("the receipt log was synced")
        .anyMatch(call -> call.kind() == Kind.SYNC && call.path().contains(RECEIPTS));
    return calls;
  }

  private void receive(List<String> prefix) throws Exception {
    try (WarProcess war = receiver().under(prefix).start("serve", "--port", "0")) {
      URI webhook = war.awaitListening().resolve("/webhook");
      sizeAtFirst = Files.size(data.resolve("inbox.db"));
      ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        int own = i;
        all.add(senders.submit(() -> send(webhook, own)));
      }
      for (Future<?> each : all) {
        each.get(5, TimeUnit.MINUTES);
      }
      senders.shutdown();
      kill(war, !prefix.isEmpty());
    }
  }

  /** SQLite follows in its own time: on a fast machine it may be far behind. */
  private boolean isFoldedIn() throws IOException {
    return Files.size(data.resolve("inbox.db")) > sizeAtFirst;
  }

  private Void send(URI webhook, int own) throws Exception {
    Sender sender = new Sender(webhook);
    for (int i = 0; i < DELIVERIES / SENDERS || !isFoldedIn(); i++) {
      String id = Sender.idIn(send(sender, own + "-" + i + FILLER, i));
      Instant now = Instant.now();
      acknowledged.put(id, now.getEpochSecond() + now.getNano() / 1e9);
    }
    return null;
  }

  /** In turn to the webhook, to a stream, and to one that compares ids. */
  private static HttpResponse<String> send(Sender sender, String text, int turn) throws Exception {
    return switch (turn % 3) {
      case 0 -> sender.sendNote(text);
      case 1 -> sender.sendTo("clicks", "\"" + text + "\"");
      default -> sender.sendTo("orders", "{\"id\":\"" + text + "\"}");
    };
  }

  /** What traces a receiver kills it no more than the receiver itself: it has yet to write. */
  private static void kill(WarProcess war, boolean isTraced) throws Exception {
    if (isTraced) {
      war.killInner();
    } else {
      war.kill();
    }
  }

  private List<String> strace() {
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qq", "-y", "-ttt", "-xx"));
    command.addAll(List.of("-s", "2000000", "-e", "signal=none", "-o", trace.toString()));
    command.addAll(
        List.of(
            "-e",
            "trace=pwrite64,pwritev,write,writev,fsync,fdatasync,ftruncate,unlink,unlinkat,rename"));
    List<String> names = new ArrayList<>(List.of("inbox.db", "inbox.db-wal", "inbox.db-journal"));
    names.add(RECEIPTS + "spare");
    IntStream.range(1, MOST_SEGMENTS).forEach(number -> names.add(RECEIPTS + number));
    for (String name : names) {
      command.addAll(List.of("-P", data.resolve(name).toString()));
    }
    return command;
  }

  private static boolean isTraceable() throws InterruptedException {
    try {
      Process strace =
          new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true").start();
      return strace.waitFor(20, TimeUnit.SECONDS) && strace.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private WarCommand receiver() {
    return WarCommand.in(folder).withSender().java("-Dfs.webhook.home=" + data.getParent());
  }

  private static List<String> query(Path folder, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("inbox.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
