package io.fswebhook.core;

import io.fswebhook.core.activity.ActivityCounts;
import io.fswebhook.core.activity.ActivityRecorder;
import io.fswebhook.core.alert.AttentionItem;
import io.fswebhook.core.dispatch.AttemptTracer;
import io.fswebhook.core.dispatch.Clocks;
import io.fswebhook.core.dispatch.Dispatcher;
import io.fswebhook.core.dispatch.HandlerStatus;
import io.fswebhook.core.failure.InboxUnavailableException;
import io.fswebhook.core.failure.RefusedException;
import io.fswebhook.core.inbox.Backlog;
import io.fswebhook.core.inbox.Finding;
import io.fswebhook.core.inbox.Inbox;
import io.fswebhook.core.inbox.InboxAlerts;
import io.fswebhook.core.inbox.InboxReader;
import io.fswebhook.core.inbox.InboxSettings;
import io.fswebhook.core.inbox.Integrity;
import io.fswebhook.core.inbox.KeptRejection;
import io.fswebhook.core.inbox.Receipt;
import io.fswebhook.core.lifecycle.Closer;
import io.fswebhook.core.lifecycle.SlowStep;
import io.fswebhook.core.node.NodeInfo;
import io.fswebhook.core.node.NodeRole;
import io.fswebhook.core.node.SeenNode;
import io.fswebhook.core.node.TopicLag;
import io.fswebhook.core.observe.ReceiverObserver;
import io.fswebhook.core.plugin.HandlerSettingsSource;
import io.fswebhook.core.plugin.PluginHost;
import io.fswebhook.core.plugin.PluginReport;
import io.fswebhook.core.plugin.ReplaceableHandlerSettings;
import io.fswebhook.core.reject.RejectionRecorder;
import io.fswebhook.core.topic.DeliveryTopic;
import io.fswebhook.core.topic.TopicCounts;
import io.fswebhook.core.verify.RawRequest;
import io.fswebhook.core.verify.RejectedException;
import io.fswebhook.core.verify.SecretUses;
import io.fswebhook.core.verify.SigningSecret;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline of a delivery: verify, parse, store, then dispatch; with a topic between the first
 * two and the last two, if nodes share the work. Thread-safe.
 */
public final class Receiver implements AutoCloseable {

  private final Clock clock;
  private final NodeSettings node;
  private final Instant startedAt;
  private final @Nullable DeliveryTopic topic;
  private final Inbox inbox;
  private final PluginHost plugins;
  private final Dispatcher dispatcher;
  private final HandlerSubscriptions subscriptions;
  private final FindAttention attention;
  private final ReplaceableHandlerSettings handlerSettings;
  private final Routes routes;
  private final SecretUses secretUses = new SecretUses();
  private final RejectionRecorder rejections;
  private final ReceiveRequest requests;
  private final StoreRecords records;
  private final ActivityRecorder activity;
  private final ReceiverObserver observer;
  private final Closer opened;
  private volatile RequestRules rules;
  private volatile @Nullable NodeInfo self;

  private Receiver(
      ReceiverSettings settings,
      NodeSettings node,
      ReceiverParts parts,
      ReceiverObserver observer,
      AttemptTracer tracer,
      ActivityCounts counts,
      Clocks clocks,
      Closer opened) {
    this.opened = opened;
    this.node = node;
    this.startedAt = clocks.wall().instant();
    this.inbox = parts.inbox();
    this.topic = parts.topic();
    this.plugins = parts.plugins();
    this.observer = observer.and(counts);
    this.rules = RequestRules.of(settings, secretUses, inbox, this.observer);
    this.handlerSettings = parts.handlers();
    this.clock = clocks.wall();
    this.activity = new ActivityRecorder(counts, inbox.operations(), inbox.reader());
    this.dispatcher = new Dispatcher(inbox, this.observer, tracer, clocks);
    this.routes = new Routes(inbox::subscriptions, settings.handlers());
    this.subscriptions =
        new HandlerSubscriptions(inbox, plugins, dispatcher, handlerSettings, routes);
    this.attention =
        new FindAttention(
            node,
            inbox,
            plugins,
            dispatcher,
            subscriptions,
            activity,
            new CopyOnWriteArrayList<>());
    this.rejections = new RejectionRecorder(rules.rejections(), inbox.operations());
    this.requests = requests(settings.inbox(), observer, counts);
    this.records =
        new StoreRecords(inbox, routes, dispatcher, TopicObservers.storing(observer, counts));
  }

  private ReceiveRequest requests(
      InboxSettings settings, ReceiverObserver all, ReceiverObserver counts) {
    return topic == null
        ? new ReceiveRequest(
            new InboxReceipts(routes, inbox, dispatcher, observer), rejections, observer)
        : new ReceiveRequest(
            new TopicReceipts(topic, settings.sameBodyIsDuplicate()),
            rejections,
            TopicObservers.receiving(all, counts));
  }

  /**
   * Opens the inbox, loads the plugins and resumes unfinished tasks.
   *
   * @throws io.fswebhook.core.failure.StartException if the operator must act first
   */
  public static Receiver open(ReceiverSettings settings, ReceiverObserver observer, Clock clock) {
    return open(settings, NodeSettings.ALONE, observer, AttemptTracer.NONE, clock);
  }

  /**
   * As {@link #open(ReceiverSettings, ReceiverObserver, Clock)}, as one of several nodes, and with
   * a span of each attempt.
   */
  public static Receiver open(
      ReceiverSettings settings,
      NodeSettings node,
      ReceiverObserver observer,
      AttemptTracer tracer,
      Clock clock) {
    Clocks clocks = Clocks.startingFrom(clock);
    ActivityCounts counts = new ActivityCounts(clocks.wall());
    Closer opened = new Closer();
    try {
      ReceiverParts parts =
          ReceiverParts.open(settings, node, observer.and(counts), clocks, opened);
      Receiver receiver =
          new Receiver(settings, node, parts, observer, tracer, counts, clocks, opened);
      receiver.start();
      return receiver;
    } catch (RuntimeException | Error e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  /** The recorders first, so that they close last and include the last attempts. */
  private void start() {
    opened.add(activity::close);
    activity.start();
    opened.add(rejections::close);
    rejections.start();
    opened.add(() -> SlowStep.of("waiting for running handlers", dispatcher::close));
    plugins.tell(dispatcher);
    if (node.has(NodeRole.DISPATCH)) {
      subscriptions.endDisabled();
      subscriptions.logUnknown();
    }
    dispatcher.start();
    if (node.has(NodeRole.DISPATCH)) {
      opened.add(plugins::stopWatching);
      plugins.watch();
    }
    if (topic != null) {
      opened.add(topic::close); // before what it passes records on to
      watchFor(new FindTopicTrouble(topic, node));
      topic.announce(self());
      read(topic);
    }
  }

  private void read(DeliveryTopic from) {
    if (node.has(NodeRole.STORE)) {
      from.read(records);
    }
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
      inbox.keepFor(changed.inbox().retention(), changed.inbox().signaturesKept());
      rules = next;
      rejections.use(next.rejections());
      HandlerSettingsSource before = handlerSettings.replace(changed.handlers());
      routes.use(new ChangingSettings(before, changed.handlers()));
      plugins.restart(handlers);
      routes.use(changed.handlers());
      subscriptions.endDisabled();
      subscriptions.logUnknown();
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
    if (!node.has(NodeRole.RECEIVE)) {
      return CompletableFuture.failedFuture(
          new InboxUnavailableException("this node does not receive: fs.webhook.roles says so"));
    }
    return requests.receive(rules.accept(), raw);
  }

  /**
   * Rejects a request that is invalid whatever its body is, so that the body need not be read. What
   * passes must still be {@link #receive received}.
   *
   * @param head the request without its body
   */
  public void admit(RawRequest head) throws RejectedException {
    requests.admit(rules.accept(), head);
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

  /** Whether this node could do its part for a delivery now, as far as is known. */
  public boolean isReady() {
    if (topic != null && node.has(NodeRole.RECEIVE)) {
      return topic.isAvailable();
    }
    return inbox.isAvailable();
  }

  /** How far this node is behind the partitions that it stores; empty without a topic. */
  public List<TopicLag> topicLags() {
    return topic == null ? List.of() : topic.lags();
  }

  /** How many records this node has appended to the topic; empty without one. */
  public Optional<TopicCounts> topicCounts() {
    return Optional.ofNullable(topic).map(DeliveryTopic::counts);
  }

  /**
   * The nodes that do this work together, as of some seconds ago: with a topic all that use it,
   * otherwise all that share the inbox. This one is among them. Never waits for the inbox.
   */
  public List<SeenNode> nodes() {
    List<SeenNode> seen = topic == null ? inbox.nodes() : topic.nodes();
    return seen.isEmpty() ? List.of(SeenNode.alone(self(), clock.instant())) : seen;
  }

  /** Looks up the name of the machine, which can take seconds: once, and not at each start. */
  private NodeInfo self() {
    NodeInfo known = self;
    if (known == null) {
      known = NodeInfo.here(node.roles(), startedAt);
      self = known;
    }
    return known;
  }

  /** Sentences about what is better changed in the topic; empty if there is none. */
  public List<String> topicWarnings() {
    return topic == null ? List.of() : topic.warnings();
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

  /**
   * Adds to what needs attention.
   *
   * @param more finds it, quickly and in memory
   */
  public void watchFor(Supplier<Stream<AttentionItem>> more) {
    attention.add(more);
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

  /** Alerts in the inbox. */
  public InboxAlerts alerts() {
    return inbox.alerts();
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
