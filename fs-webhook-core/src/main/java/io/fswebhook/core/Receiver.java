package io.fswebhook.core;

import io.fswebhook.core.activity.ActivityCounts;
import io.fswebhook.core.activity.ActivityRecorder;
import io.fswebhook.core.dispatch.Clocks;
import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.dispatch.HandlerStatus;
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
import io.fswebhook.core.parse.MalformedPayloadException;
import io.fswebhook.core.parse.ParsedRequest;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.plugin.ReplaceableHandlerSettings;
import io.fswebhook.core.reject.RejectionRecorder;
import io.fswebhook.core.schema.SchemaViolationException;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.SecretUses;
import io.fswebhook.core.verify.SigningSecret;
import io.fswebhook.core.verify.VerifiedRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The pipeline of a delivery: verify, parse, store, then dispatch. Thread-safe. */
public final class Receiver implements AutoCloseable {

  private final Clock clock;
  private final Inbox inbox;
  private final PluginHost plugins;
  private final Dispatcher dispatcher;
  private final HandlerSubscriptions subscriptions;
  private final FindAttention attention;
  private final ReplaceableHandlerSettings handlerSettings;
  private final SecretUses secretUses = new SecretUses();
  private final RejectionRecorder rejections;
  private final ActivityRecorder activity;
  private final ReceiverObserver observer;
  private final Closer opened;
  private volatile RequestRules rules;

  private Receiver(
      ReceiverSettings settings,
      ReplaceableHandlerSettings handlerSettings,
      Inbox inbox,
      PluginHost plugins,
      ReceiverObserver observer,
      ActivityCounts counts,
      Clocks clocks,
      Closer opened) {
    this.opened = opened;
    this.rules = RequestRules.of(settings, secretUses, inbox, observer);
    this.handlerSettings = handlerSettings;
    this.clock = clocks.wall();
    this.inbox = inbox;
    this.plugins = plugins;
    this.observer = observer;
    this.activity = new ActivityRecorder(counts, inbox.operations(), inbox.reader());
    this.dispatcher = new Dispatcher(inbox, observer, clocks);
    this.subscriptions = new HandlerSubscriptions(inbox, plugins, dispatcher, handlerSettings);
    this.attention = new FindAttention(inbox, plugins, dispatcher, subscriptions, activity);
    this.rejections = new RejectionRecorder(rules.rejections(), inbox.operations());
  }

  /**
   * Opens the inbox, loads the plugins and resumes unfinished tasks.
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
      ReplaceableHandlerSettings handlers = new ReplaceableHandlerSettings(settings.handlers());
      PluginHost plugins = PluginHost.load(settings.plugins(), handlers, clock, clocks.steady());
      opened.add(() -> SlowStep.of("stopping the plugins", plugins::close));
      Receiver receiver =
          new Receiver(settings, handlers, inbox, plugins, observers, counts, clocks, opened);
      receiver.start();
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
            file -> SqliteInbox.open(file.path(), settings, observer, clock),
            server -> PostgresInbox.open(server, settings, observer, clock));
  }

  /** The recorders first, so that they close last and include the last attempts. */
  private void start() {
    opened.add(activity::close);
    activity.start();
    opened.add(rejections::close);
    rejections.start();
    opened.add(() -> SlowStep.of("waiting for running handlers", dispatcher::close));
    plugins.tell(dispatcher);
    subscriptions.endDisabled();
    dispatcher.start();
    opened.add(plugins::stopWatching);
    plugins.watch();
  }

  /**
   * Checks changed settings. Those of the inbox and of the plugins folder change with a restart
   * only.
   *
   * @param handlers that start again, because they or what they were given have changed
   * @return puts them in force, all at once for a request
   * @throws io.fswebhook.core.failure.StartException if one cannot be used
   */
  public Runnable prepare(ReceiverSettings changed, Set<String> handlers) {
    RequestRules next = RequestRules.of(changed, secretUses, inbox, observer);
    plugins.check(changed.handlers());
    return () -> {
      rules = next;
      rejections.use(next.rejections());
      handlerSettings.replace(changed.handlers());
      plugins.restart(handlers);
      subscriptions.endDisabled();
    };
  }

  /** The signing secrets in force, the general ones first. */
  public List<SigningSecret> signingSecrets() {
    return secretUses.all(rules.verify());
  }

  /**
   * Verifies, parses and stores. Does not block on the disk.
   *
   * @return completes on a thread of the inbox, once the delivery is on disk, or with {@link
   *     io.fswebhook.core.failure.InboxUnavailableException}; dependent stages must be quick
   * @throws RefusedException if the sender must act; nothing was stored
   */
  public CompletionStage<Receipt> receive(RawRequest raw) throws RefusedException {
    long beganAt = System.nanoTime();
    ParsedRequest parsed = accept(raw);
    return inbox
        .store(parsed, plugins.subscribers(parsed.event().eventName()), dispatcher)
        .whenComplete((receipt, failure) -> observe(parsed, receipt, beganAt));
  }

  private ParsedRequest accept(RawRequest raw) throws RefusedException {
    try {
      return rules.accept().verified(raw);
    } catch (RejectedException e) {
      note(raw, e);
      throw e;
    } catch (MalformedPayloadException e) {
      observer.malformed();
      rejections.note(raw, e.code(), e.getMessage());
      throw e;
    } catch (SchemaViolationException e) {
      rejections.note(raw, e.code(), e.getMessage());
      throw e;
    }
  }

  private void note(RawRequest raw, RejectedException rejected) {
    observer.rejected(rejected.reason().code());
    rejections.note(raw, rejected.reason().code(), rejected.getMessage());
  }

  private void observe(ParsedRequest parsed, @Nullable Receipt receipt, long beganAt) {
    if (receipt == null) {
      observer.unavailable();
      return;
    }
    observer.answered(Duration.ofNanos(System.nanoTime() - beganAt));
    String eventName = parsed.event().eventName();
    VerifiedRequest request = parsed.request();
    switch (receipt.status()) {
      case STORED ->
          observer.stored(receipt.id(), eventName, request.orgId(), request.origin().test());
      case DUPLICATE -> observer.duplicate(eventName);
    }
  }

  /**
   * Rejects a request that is invalid whatever its body is, so that the body need not be read. What
   * passes must still be {@link #receive received}.
   *
   * @param head the request without its body
   */
  public void admit(RawRequest head) throws RejectedException {
    try {
      rules.accept().admit(head);
    } catch (RejectedException e) {
      note(head, e);
      throw e;
    }
  }

  /**
   * A request signed with the receiver's own secret and marked as a test, to be {@link #receive
   * received} like any other.
   *
   * @param body an event
   * @param by who asked for it
   */
  public RawRequest signedTest(byte[] body, String by) {
    return rules.tests().sign(body, by, clock.instant());
  }

  /**
   * As {@link #signedTest}, to a configured stream.
   *
   * @param body any JSON value
   */
  public RawRequest streamTest(String stream, byte[] body, String by) {
    return rules.tests().toStream(stream, body, by, clock.instant());
  }

  /** Whether a delivery could be stored now, as far as is known. */
  public boolean isReady() {
    return inbox.isAvailable();
  }

  /**
   * How many deliveries are acknowledged and on disk, and cannot be read or handled yet; usually
   * those of some milliseconds. Cheap.
   */
  public long behind() {
    return inbox.behind();
  }

  /** Whether the stored data is intact; empty if the database itself is responsible for that. */
  public Optional<Integrity> integrity() {
    return inbox.integrity();
  }

  /** What needs an operator's attention now, most urgent first. Never waits for the inbox. */
  public List<AttentionItem> attention() {
    return attention.now();
  }

  /** The status of each handler, sorted by name. */
  public List<HandlerStatus> handlers() {
    return dispatcher.statuses();
  }

  /** The subscribed handlers, including those that do not run. */
  public HandlerSubscriptions subscriptions() {
    return subscriptions;
  }

  /**
   * Pauses a handler on every node, across restarts, until it is {@link #resume resumed}. Running
   * attempts finish; new deliveries wait.
   *
   * @return completes when it is on disk and in effect on this node; other nodes follow within
   *     seconds
   */
  public CompletionStage<Void> pause(String handler) {
    return dispatcher.pause(handler);
  }

  /**
   * Resumes a paused handler. Stuck threads are replaced, and if its circuit is open, an attempt is
   * made immediately.
   *
   * @return as of {@link #pause}
   */
  public CompletionStage<Void> resume(String handler) {
    return dispatcher.resume(handler);
  }

  /**
   * The number of tasks that are unfinished or dead, counted some seconds ago; less recently if
   * counting takes long. Empty before the first count, and while the inbox cannot be read.
   */
  public Optional<Backlog> backlog() {
    return activity.backlog();
  }

  /** A stored delivery as it was sent; empty if there is none with this id. */
  public Optional<OriginalRequest> originalRequest(String id) {
    return inbox
        .reader()
        .delivery(id)
        .map(delivery -> OriginalRequest.of(delivery, rules.verify()));
  }

  /** As {@link InboxReader#sizes}, looked up when {@link #backlog} was counted. */
  public Map<String, Long> sizes() {
    return activity.sizes();
  }

  /** Reads what is stored. */
  public InboxReader reader() {
    return inbox.reader();
  }

  /** Replays, discards, and the audit log. */
  public Operations operations() {
    return new Operations(inbox.operations(), subscriptions, dispatcher);
  }

  /**
   * What would make a rejected request valid: analyzed with the current settings if its body was
   * kept, otherwise as found when it was rejected. Takes up to some tenths of a second.
   */
  public List<Finding> explain(KeptRejection kept) {
    return rules.rejections().explainer().explain(kept.rejection());
  }

  /** The status of each plugin, sorted by path. */
  public List<PluginReport> plugins() {
    return plugins.reports();
  }

  /**
   * Waits for running handlers within their time-outs, stops the plugins and closes the inbox.
   * Unhandled deliveries stay in the inbox for the next start.
   */
  @Override
  public void close() {
    opened.close();
  }
}
