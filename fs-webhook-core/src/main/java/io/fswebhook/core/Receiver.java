package io.fswebhook.core;

import io.fswebhook.core.activity.ActivityCounts;
import io.fswebhook.core.activity.ActivityRecorder;
import io.fswebhook.core.dispatch.Clocks;
import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.explain.Explainer;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.inbox.postgres.PostgresInbox;
import io.fswebhook.core.inbox.sqlite.SqliteInbox;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.parse.EventParser;
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.reject.RejectionRecorder;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.SignTest;
import io.fswebhook.core.verify.SignatureRejectedException;
import io.fswebhook.core.verify.VerifiedRequest;
import io.fswebhook.core.verify.Verifier;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The whole way of a delivery: verify, parse, store; then dispatch. Safe for use by several
 * threads.
 */
public final class Receiver implements AutoCloseable {

  private final Verifier verifier;
  private final SignTest tests;
  private final Clock clock;
  private final EventParser parser = new EventParser();
  private final Inbox inbox;
  private final PluginHost plugins;
  private final Dispatcher dispatcher;
  private final HandlerSubscriptions subscriptions;
  private final Explainer explainer;
  private final RejectionRecorder rejections;
  private final ActivityRecorder activity;
  private final ReceiverObserver observer;
  private final Closer opened;

  private Receiver(
      ReceiverSettings settings,
      Inbox inbox,
      PluginHost plugins,
      ReceiverObserver observer,
      ActivityCounts counts,
      Clocks clocks,
      Closer opened) {
    this.opened = opened;
    this.verifier = new Verifier(settings.verify());
    this.tests = new SignTest(settings.verify());
    this.clock = clocks.wall();
    this.inbox = inbox;
    this.plugins = plugins;
    this.observer = observer;
    this.activity = new ActivityRecorder(counts, inbox.operations(), inbox.reader());
    this.dispatcher = new Dispatcher(inbox, observer, clocks);
    this.subscriptions = new HandlerSubscriptions(inbox, plugins, dispatcher);
    this.explainer = new Explainer(settings.verify(), settings.rejections().retiredSecrets());
    this.rejections =
        new RejectionRecorder(
            settings.rejections(), settings.verify().headers(), explainer, inbox.operations());
  }

  /**
   * Opens the inbox, loads the plugins and goes on with what was not finished.
   *
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  public static Receiver open(ReceiverSettings settings, ReceiverObserver observer, Clock clock) {
    Clocks clocks = Clocks.startingFrom(clock);
    ActivityCounts counts = new ActivityCounts(clocks.wall());
    ReceiverObserver observers = observer.and(counts);
    Closer opened = new Closer();
    try {
      Inbox inbox = openInbox(settings.inbox(), observers, clocks.steady());
      opened.add(inbox::close);
      PluginHost plugins =
          PluginHost.load(settings.plugins(), settings.handlers(), clock, clocks.steady());
      opened.add(() -> SlowStep.of("stopping the plugins", plugins::close));
      Receiver receiver = new Receiver(settings, inbox, plugins, observers, counts, clocks, opened);
      receiver.start(settings);
      return receiver;
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private static Inbox openInbox(InboxSettings settings, ReceiverObserver observer, Clock clock) {
    return settings
        .place()
        .match(
            file -> SqliteInbox.open(file.path(), settings, clock),
            server -> PostgresInbox.open(server, settings, observer, clock));
  }

  /** The books first, so that they end last and have what the last attempts came to. */
  private void start(ReceiverSettings settings) {
    opened.add(activity::close);
    activity.start();
    opened.add(rejections::close);
    rejections.start();
    opened.add(() -> SlowStep.of("letting running handlers end", dispatcher::close));
    plugins.tell(dispatcher);
    subscriptions.endDisabled(settings.handlers());
    dispatcher.start();
    opened.add(plugins::stopWatching);
    plugins.watch();
  }

  /**
   * Verifies, parses and stores. Does not wait for the disk.
   *
   * @return completes on the thread that writes, once the delivery is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; what depends on it must be quick
   * @throws RefusedException if the sender must act; nothing was stored
   */
  public CompletionStage<Receipt> receive(RawRequest raw) throws RefusedException {
    ParsedRequest parsed = accept(raw);
    return inbox
        .store(parsed, plugins.subscribers(parsed.event().eventName()), dispatcher)
        .whenComplete((receipt, failure) -> observe(parsed, receipt));
  }

  private ParsedRequest accept(RawRequest raw) throws RefusedException {
    try {
      VerifiedRequest verified = verifier.verify(raw);
      if (!inbox.remembers(verified.signedAt())) {
        throw SignatureRejectedException.forgotten();
      }
      return parser.parse(verified);
    } catch (SignatureRejectedException e) {
      observer.rejected(e.reason().code());
      rejections.note(raw, e.reason().code(), e.getMessage());
      throw e;
    } catch (MalformedPayloadException e) {
      observer.malformed();
      rejections.note(raw, e.code(), e.getMessage());
      throw e;
    }
  }

  private void observe(ParsedRequest parsed, @Nullable Receipt receipt) {
    if (receipt == null) {
      observer.unavailable();
      return;
    }
    String eventName = parsed.event().eventName();
    VerifiedRequest request = parsed.request();
    switch (receipt.status()) {
      case STORED ->
          observer.stored(receipt.id(), eventName, request.orgId(), request.origin().test());
      case DUPLICATE -> observer.duplicate(eventName);
    }
  }

  /**
   * A request that is signed with a secret of this receiver's own and marked as a test, to be
   * {@link #receive received} like any other.
   *
   * @param body an event
   * @param by who asked for it
   */
  public RawRequest signedTest(byte[] body, String by) {
    return tests.sign(body, by, clock.instant());
  }

  /** Whether a delivery could be stored now, as far as is known. */
  public boolean isReady() {
    return inbox.isAvailable();
  }

  /** Whether what is stored is whole; empty where that is the database's own business. */
  public Optional<Integrity> integrity() {
    return inbox.integrity();
  }

  /** How each handler is doing, sorted by name. */
  public List<HandlerStatus> handlers() {
    return dispatcher.statuses();
  }

  /** Which handlers are subscribed, also those that do not run. */
  public HandlerSubscriptions subscriptions() {
    return subscriptions;
  }

  /**
   * Begins no attempts of a handler any more until it is {@link #resume resumed}, also after a
   * restart and on every node. What runs ends, and what arrives waits.
   *
   * @return completes when it is on disk and in force on this node; the other nodes follow within
   *     seconds
   */
  public CompletionStage<Void> pause(String handler) {
    return dispatcher.pause(handler);
  }

  /**
   * Lets a handler go on that was paused. One that keeps threads past their time gets fresh ones,
   * and one that is left alone after failures is tried at once.
   *
   * @return as of {@link #pause}
   */
  public CompletionStage<Void> resume(String handler) {
    return dispatcher.resume(handler);
  }

  /**
   * What is still to be done, as it was counted some seconds ago; longer ago the longer counting
   * takes. Empty until it was counted once, and while the inbox cannot be read.
   */
  public Optional<Backlog> backlog() {
    return activity.backlog();
  }

  /** Shows what is stored. */
  public InboxReader reader() {
    return inbox.reader();
  }

  /** Replays, discards and writes down who did it. */
  public Operations operations() {
    return new Operations(inbox.operations(), subscriptions, dispatcher);
  }

  /**
   * What would make a rejected request valid: by the settings of now where its body was kept, else
   * what was found when it was rejected. Takes up to some tenths of a second.
   */
  public List<Finding> explain(KeptRejection kept) {
    return explainer.explain(kept.rejection());
  }

  /** How each plugin is doing, sorted by path. */
  public List<PluginReport> plugins() {
    return plugins.reports();
  }

  /**
   * Takes nothing more, lets running handlers end within their time, stops the plugins and closes
   * the inbox. What is not handled stays in the inbox for the next start.
   */
  @Override
  public void close() {
    opened.close();
  }
}
