package io.fswebhook.core.plugin;

import static io.fswebhook.core.testing.SignedRequests.note;
import static io.fswebhook.core.testing.SignedRequests.receivedBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;

import io.fswebhook.core.Receiver;
import io.fswebhook.core.ReceiverSettings;
import io.fswebhook.core.activity.ActivityRecorder;
import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.failure.StartException;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Retention;
import io.fswebhook.core.inbox.read.StoredReader;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.reject.RejectionRecorder;
import io.fswebhook.core.reject.RejectionSettings;
import io.fswebhook.core.testing.SignedRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.MockedConstruction;
import org.mockito.MockedStatic;

/** A receiver that fails to start, at one place after the other, leaves nothing behind. */
class FailedStartTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path root;
  private final Error failure = new OutOfMemoryError("unable to create native thread");
  private final Set<Thread> before = threads();
  private PluginFolders folders;
  private HandlerSettingsSource settings = new TestSettings();

  @BeforeEach
  void folders() throws Exception {
    folders = new PluginFolders(root);
    folders.addGood();
  }

  /** Whatever failed, the next start is not kept from anything. */
  @AfterEach
  void another_receiver_starts_at_once() throws Exception {
    settings = new TestSettings();
    try (Receiver receiver = open()) {
      receivedBy(receiver, note("1"));
      await()
          .atMost(LONG)
          .until(() -> folders.written("good", "log").stream().anyMatch(FailedStartTest::handled));
    }
    assertNoThreadIsLeft();
  }

  private static boolean handled(String line) {
    return line.startsWith("handle ");
  }

  @Test
  void at_an_inbox_that_is_damaged() throws Exception {
    Path file = root.resolve("inbox.db");
    Files.writeString(file, "this is no database, whatever its name says".repeat(100));

    assertThatThrownBy(this::open).isInstanceOf(StartException.class);

    assertNoThreadIsLeft();
    Files.delete(file);
  }

  @Test
  @SuppressWarnings("try")
  void at_an_inbox_that_cannot_be_opened_to_the_end() {
    try (MockedConstruction<StoredReader> reader =
        mockConstruction(
            StoredReader.class,
            (mock, context) -> {
              throw failure;
            })) {
      assertThatThrownBy(this::open).hasRootCause(failure);
    }

    assertNoThreadIsLeft();
  }

  @Test
  void at_a_plugins_folder_that_is_none() throws Exception {
    Path jar = folders.plugins.resolve("good.jar");
    byte[] content = Files.readAllBytes(jar);
    Files.delete(jar);
    Files.delete(folders.plugins);
    Files.writeString(folders.plugins, "no folder");

    assertThatThrownBy(this::open).isInstanceOf(StartException.class);

    assertNoThreadIsLeft();
    Files.delete(folders.plugins);
    Files.createDirectories(folders.plugins);
    Files.write(jar, content);
  }

  /** One plugin keeps no receiver from starting, whatever it is that it throws. */
  @Test
  void at_the_second_plugin_is_no_failed_start_and_leaves_nothing_either() throws Exception {
    Path second =
        PluginJars.of("broken")
            .handlers("acme.broken.StopThrows")
            .writeTo(folders.plugins.resolve("second.jar"));
    settings =
        handler -> {
          if (handler.equals("good")) {
            return new TestSettings().of(handler);
          }
          throw failure;
        };

    try (Receiver receiver = open()) {
      assertThat(receiver.plugins())
          .filteredOn(plugin -> plugin.source().equals(second))
          .singleElement()
          .satisfies(plugin -> assertThat(plugin.problems().get(0)).contains("OutOfMemoryError"));
    }
    assertThat(folders.written("good", "log")).containsExactly("start without greeting", "stop");
    assertNoThreadIsLeft();
    Files.delete(second);
  }

  @Test
  void at_the_book_of_what_happens() throws Exception {
    assertFailsWhere(ActivityRecorder.class, book -> doThrow(failure).when(book).start());
  }

  @Test
  void at_the_book_of_rejections() throws Exception {
    assertFailsWhere(RejectionRecorder.class, book -> doThrow(failure).when(book).start());
  }

  @Test
  void at_a_handler_that_gets_no_handler_queue() throws Exception {
    assertFailsWhere(Dispatcher.class, dispatcher -> doThrow(failure).when(dispatcher).put(any()));
  }

  @Test
  void at_the_dispatcher() throws Exception {
    assertFailsWhere(Dispatcher.class, dispatcher -> doThrow(failure).when(dispatcher).start());
  }

  @Test
  void at_the_watch_of_the_plugins_folder() throws Exception {
    try (MockedStatic<WatchPlugins> watch = mockStatic(WatchPlugins.class)) {
      watch.when(() -> WatchPlugins.start(any(), any(), any())).thenThrow(failure);
      assertFailsAndStopsWhatWasStarted();
    }
  }

  @Test
  void what_fails_while_it_is_closed_again_keeps_nothing_else_from_being_closed() throws Exception {
    RuntimeException second = new IllegalStateException("the dispatcher does not end");
    assertFailsWhere(
        Dispatcher.class,
        dispatcher -> {
          doThrow(failure).when(dispatcher).start();
          doThrow(second).when(dispatcher).close();
        });

    assertThat(failure).hasSuppressedException(second);
  }

  @SuppressWarnings("try")
  private <T> void assertFailsWhere(Class<T> part, Consumer<T> breaks) throws Exception {
    try (MockedConstruction<T> made =
        mockConstruction(part, (broken, context) -> breaks.accept(broken))) {
      assertFailsAndStopsWhatWasStarted();
    }
  }

  private void assertFailsAndStopsWhatWasStarted() throws Exception {
    assertThatThrownBy(this::open).isSameAs(failure);

    assertThat(folders.written("good", "log")).containsExactly("start without greeting", "stop");
    assertNoThreadIsLeft();
  }

  /** Pools end theirs a moment after they were told to. */
  private void assertNoThreadIsLeft() {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(threads())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .isEmpty());
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("fs-webhook"))
        .collect(toSet());
  }

  private Receiver open() {
    return Receiver.open(
        new ReceiverSettings(
            SignedRequests.VERIFY,
            Map.of(),
            Map.of(),
            new InboxSettings(root.resolve("inbox.db"), true, Retention.DEFAULT),
            new PluginSettings(
                folders.plugins,
                Duration.ofSeconds(5),
                List.of(folders.lib),
                folders.work,
                folders.copies),
            settings,
            new RejectionSettings(10, false)),
        ReceiverObserver.NONE,
        Clock.systemUTC());
  }
}
