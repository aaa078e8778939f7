package io.fswebhook.core.plugin;

import static io.fswebhook.core.plugin.PluginFolders.handler;
import static io.fswebhook.core.plugin.PluginFolders.problems;
import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.parsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fswebhook.core.dispatch.AttemptTracer;
import io.fswebhook.core.dispatch.Clocks;
import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.testing.OpenInboxes;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ten replacements while deliveries come, through an inbox and handler queues. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HotLoadTest extends HotFixture {

  private static final int REPLACEMENTS = 10;
  private static final int MOST_UNDER_WAY = 32;

  /** By each version before the next one comes. */
  private static final int ENOUGH = 300;

  private final Queue<String> stored = new ConcurrentLinkedQueue<>();
  private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
  private SqliteInbox inbox;
  private Dispatcher dispatcher;
  private volatile boolean sending = true;

  @BeforeEach
  void wire() {
    Clocks clocks = Clocks.startingFrom(Clock.systemUTC());
    inbox =
        OpenInboxes.sqlite(
            new InboxSettings(root.resolve("inbox.db"), true, Retention.DEFAULT), clocks.steady());
    dispatcher = new Dispatcher(inbox, ReceiverObserver.NONE, AttemptTracer.NONE, clocks);
    dispatcher.start();
  }

  @AfterEach
  void unwire() {
    host.stopWatching();
    dispatcher.close();
    host.close();
    inbox.close();
  }

  @Test
  void each_delivery_is_handled_by_exactly_one_version() throws Exception {
    startVersion("0");
    Thread sender = new Thread(this::send, "sender");
    sender.start();

    for (int i = 1; i <= REPLACEMENTS; i++) {
      replaceBy(String.valueOf(i));
      awaitHandledBy(String.valueOf(i), ENOUGH);
    }
    sending = false;
    sender.join();

    await().atMost(Duration.ofMinutes(1)).until(() -> handled().size() >= stored.size());
    assertThat(handled()).doesNotHaveDuplicates().hasSameElementsAs(stored);
    await().until(() -> jars.told().stream().filter(line -> line.endsWith(" stop")).count() == 10);
    assertThat(problems(host)).isEmpty();
    for (int i = 0; i < REPLACEMENTS; i++) {
      assertNothingAfterStop(String.valueOf(i));
    }
  }

  @Test
  void what_waits_for_a_plugin_that_is_gone_goes_on_when_it_is_back() throws Exception {
    startVersion("1");
    Files.delete(jar);
    List<String> subscribers = PluginFolders.subscribers(host, "note.created");
    look();
    sendOne("1", subscribers);
    assertThat(inbox.isAvailable()).isTrue();
    await().until(() -> stored.size() == 1);
    await().during(Duration.ofMillis(300)).until(() -> handled().isEmpty());

    replaceBy("2");

    await().until(() -> handled().size() == 1);
    assertThat(handled()).hasSameElementsAs(stored);
  }

  @Test
  void the_loaders_of_old_versions_are_collected() throws Exception {
    startVersion("0");
    Map<String, WeakReference<ClassLoader>> loaders = new TreeMap<>();
    for (int i = 1; i <= REPLACEMENTS; i++) {
      sendOne("before " + i, PluginFolders.subscribers(host, "note.created"));
      awaitHandledBy(String.valueOf(i - 1));
      loaders.put(String.valueOf(i - 1), new WeakReference<>(handler(host, "hot").classLoader()));
      replaceBy(String.valueOf(i));
    }

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders)
                  .allSatisfy((version, loader) -> assertThat(loader.get()).isNull());
            });
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there a process can list its open files")
  void the_jars_of_old_versions_are_closed() throws Exception {
    startVersion("0");
    Set<Path> atFirst = openCopies();
    assertThat(atFirst).hasSize(1);

    for (int i = 1; i <= REPLACEMENTS; i++) {
      sendOne("before " + i, PluginFolders.subscribers(host, "note.created"));
      awaitHandledBy(String.valueOf(i - 1));
      replaceBy(String.valueOf(i));
    }

    await().until(() -> openCopies().size() == 1);
    assertThat(openCopies()).isNotEqualTo(atFirst);
  }

  /** Also those that are deleted, which have a word more behind their names. */
  private Set<Path> openCopies() throws IOException {
    Set<Path> open = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        Path target = target(file);
        if (target.startsWith(folders.copies.toRealPath()) && target.toString().contains(".jar")) {
          open.add(target);
        }
      }
    }
    return open;
  }

  /** What was closed since it was listed is no link any more. */
  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link;
    }
  }

  private void startVersion(String version) throws IOException {
    jars.write(jar, version);
    host.close();
    host = folders.load();
    host.tell(
        new HandlerChanges() {
          @Override
          public CompletionStage<Void> put(ActiveHandler handler) {
            return dispatcher.put(handler);
          }

          @Override
          public CompletionStage<Void> remove(String handler) {
            return dispatcher.remove(handler);
          }

          @Override
          public void subscribe(
              Map<String, Set<String>> started,
              Map<String, Set<String>> waiting,
              Set<String> ended) {
            inbox.subscribe(started, waiting, ended);
          }
        });
  }

  private void replaceBy(String version) throws IOException {
    jars.write(jar, version);
    look();
  }

  private void awaitHandledBy(String version) {
    awaitHandledBy(version, 1);
  }

  private void awaitHandledBy(String version, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jars.told().stream().filter(line -> line.startsWith(version + " 0")).count()
                    >= count);
  }

  private void assertNothingAfterStop(String version) {
    List<String> lines =
        jars.told().stream().filter(line -> line.startsWith(version + " ")).toList();
    assertThat(lines).endsWith(version + " stop");
  }

  private void send() {
    for (int i = 0; sending; i++) {
      sendOne("note " + i, PluginFolders.subscribers(host, "note.created"));
    }
  }

  private void sendOne(String noteId, List<String> handlers) {
    try {
      assertThat(underWay.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(handlers).containsExactly("hot");
    var unused =
        inbox
            .store(parsed("ORG1", note(noteId), Instant.now()), handlers, dispatcher)
            .whenComplete(
                (receipt, failure) -> {
                  underWay.release();
                  if (receipt != null) {
                    stored.add(receipt.id());
                  }
                });
  }

  /** The ids of what was handled, as often as it was. */
  private List<String> handled() {
    List<String> ids = new ArrayList<>();
    for (String line : jars.told()) {
      String what = line.substring(line.indexOf(' ') + 1);
      if (!what.equals("start") && !what.equals("stop")) {
        ids.add(what);
      }
    }
    return ids;
  }
}
