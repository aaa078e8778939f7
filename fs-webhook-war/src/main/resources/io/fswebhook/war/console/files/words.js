// Labels for the API's codes, and what to do about each.

/** tone: ok, bad, warn, calm. The sign is shown beside the word, so that nothing depends on color alone. */
export const TASK = {
  pending: { word: "Pending", tone: "calm", sign: "○" },
  retrying: { word: "Retrying", tone: "warn", sign: "↻" },
  succeeded: { word: "Succeeded", tone: "ok", sign: "✓" },
  dead: { word: "Dead letter", tone: "bad", sign: "✕" },
  discarded: { word: "Discarded", tone: "calm", sign: "–" },
};

/** What a delivery was sent to. */
export const SOURCE = [
  ["webhook", "Webhooks"],
  ["stream", "Streams"],
];

/** An attempt that failed is no longer retrying once another has begun. */
export function attemptWords(attempt, isLast, task) {
  if (attempt.outcome !== "retrying") {
    return attempt.outcome === "dead" ? { ...TASK.dead, word: "Failed for good" } : stateWords(TASK, attempt.outcome);
  }
  const word = !isLast ? "Failed, retried" : task.state === "retrying" ? "Failed, will retry" : "Failed";
  return { ...TASK.retrying, word };
}

/** Why a task is not attempted although it is due. */
export const WAITING = {
  "not-running": "The next attempt waits until its handler runs.",
  paused: "The next attempt waits until its handler is resumed.",
  "circuit-open": "The next attempt waits until the circuit closes: the last attempts all failed.",
  suspended: "The next attempt waits until its handler's stuck threads finish.",
};

export const HANDLER = {
  starting: { word: "Starting", tone: "calm", sign: "○", text: "Checking whether it is paused." },
  running: { word: "Running", tone: "ok", sign: "✓", text: null },
  paused: {
    word: "Paused",
    tone: "warn",
    sign: "‖",
    text: "An operator paused it on all nodes. New deliveries stay pending until it is resumed.",
  },
  suspended: {
    word: "Suspended",
    tone: "bad",
    sign: "✕",
    text: "It has too many stuck threads and gets no more deliveries. It recovers automatically once they finish; otherwise check what it calls, or replace the plugin.",
  },
  "circuit-open": {
    word: "Circuit open",
    tone: "bad",
    sign: "✕",
    text: "Its last attempts failed, so its target is probably down. It is retried automatically, and no attempts are used up in the meantime.",
  },
  "circuit-half-open": {
    word: "Circuit half open",
    tone: "warn",
    sign: "↻",
    text: "One trial attempt checks whether its target has recovered.",
  },
  stopping: { word: "Stopping", tone: "calm", sign: "–", text: "It was removed or replaced; attempts in progress may finish." },
  "not-running": {
    word: "Not running",
    tone: "warn",
    sign: "!",
    text: "It is subscribed, but its plugin is missing or could not be started. Its deliveries stay pending until it is back or its subscription is removed.",
  },
};

/** What a rule that is tried makes of a delivery. */
export const TRIED = {
  matches: { word: "Matches", tone: "ok", sign: "✓" },
  unmatched: { word: "Does not match", tone: "calm", sign: "–" },
  failed: { word: "Fails", tone: "bad", sign: "✕" },
};

/** Why a handler has no task of a delivery. */
export const NO_TASK = {
  filter: "its filter did not match.",
  events: "its setting events leaves this event out.",
  later: "it was not subscribed to this event yet when the delivery arrived.",
  plugin: "it does not subscribe to this event.",
};

export const BREAKER = {
  closed: "closed: attempts go through",
  open: "open: it is not called",
  "half-open": "half open: one trial attempt",
  disabled: "disabled in the settings",
};

export const PLUGIN = {
  running: { word: "Running", tone: "ok", sign: "✓", text: null },
  incomplete: { word: "Incomplete", tone: "warn", sign: "!", text: "Some of its handlers are running; see below why the others are not." },
  outdated: {
    word: "Old version running",
    tone: "warn",
    sign: "!",
    text: "The version in the folder cannot be used, so the previous one keeps running until the receiver restarts.",
  },
  disabled: { word: "Disabled", tone: "calm", sign: "–", text: "All of its handlers are disabled by their settings." },
  failed: { word: "Failed", tone: "bad", sign: "✕", text: "None of its handlers is running." },
  checked: { word: "Checked", tone: "calm", sign: "○", text: null },
};

export const TOKEN = {
  valid: { word: "Valid", tone: "ok", sign: "✓" },
  "expires-soon": { word: "Expires soon", tone: "warn", sign: "!" },
  expired: { word: "Expired", tone: "bad", sign: "✕" },
};

export const NODE = {
  live: { word: "Live", tone: "ok", sign: "✓" },
  silent: { word: "Silent", tone: "bad", sign: "✕" },
};

/** What needs attention: a word, and the page on which to act. */
export const ATTENTION = {
  "no-handler-running": { word: "No handler", page: "plugins" },
  "inbox-unavailable": { word: "Inbox unavailable", page: "set-up" },
  "inbox-damaged": { word: "Inbox damaged", page: "set-up" },
  "handler-not-running": { word: "Not running", page: "handlers" },
  "handler-suspended": { word: "Suspended", page: "handlers" },
  "circuit-open": { word: "Circuit open", page: "handlers" },
  "handler-paused": { word: "Paused", page: "handlers" },
  "plugin-failed": { word: "Plugin failed", page: "plugins" },
  "plugin-incomplete": { word: "Plugin incomplete", page: "plugins" },
  "plugin-outdated": { word: "Old version running", page: "plugins" },
  "dead-letters": { word: "Dead letters", page: "dead-letters" },
  "backlog-old": { word: "Backlog old", page: "handlers" },
  "receipts-waiting": { word: "Receipts waiting", page: "set-up" },
  "known-sender-rejected": { word: "Sender rejected", page: "rejections" },
  "certificate-expiring": { word: "Certificate", page: "set-up" },
  "token-expiring": { word: "Token expiring", page: "set-up" },
  "disk-nearly-full": { word: "Disk nearly full", page: "set-up" },
  "old-secret-in-use": { word: "Old secret in use", page: "set-up" },
  "nothing-received": { word: "Nothing received", page: "set-up" },
  "alert-target-failing": { word: "Alerts not sent", page: "set-up" },
};

export const OPERATION = {
  running: { word: "Running", tone: "calm", sign: "↻" },
  done: { word: "Done", tone: "ok", sign: "✓" },
  cancelled: { word: "Cancelled", tone: "warn", sign: "–" },
  failed: { word: "Failed", tone: "bad", sign: "✕" },
  interrupted: { word: "Interrupted", tone: "bad", sign: "!" },
};

export const REJECTION = {
  missing: {
    word: "No signature",
    text: "The request had no signature header. It is not from FullStory, or a proxy removed the header.",
    todo: "If it came through your proxy, make the proxy forward the signature header.",
  },
  malformed: {
    word: "Malformed signature",
    text: "The signature header does not have the expected format.",
    todo: "Check that fs.webhook.signature.scheme matches what the sender uses.",
  },
  "unknown-organisation": {
    word: "Unknown organization",
    text: "No secret is configured for the organization in the signature.",
    todo: "Set fs.webhook.orgs.<id>.signing-secrets, or a general secret.",
  },
  mismatch: {
    word: "Wrong signature",
    text: "The signature does not match the body with any configured secret: the secrets differ, or the body was changed in transit.",
    todo: "Check that the secret in FullStory matches fs.webhook.signing-secrets.",
  },
  "too-old": {
    word: "Signed too long ago",
    text: "The time in the signature is older than fs.webhook.signature.max-age.",
    todo: "Check the clock of this machine. Requests held back for too long are rejected on purpose.",
  },
  "too-far-in-future": {
    word: "Signed in the future",
    text: "The time in the signature is ahead of the clock of this machine.",
    todo: "Check the clock of this machine (NTP).",
  },
  "token-missing": {
    word: "No token",
    text: "The request to the stream had no token. It is not from FullStory, or the stream there has no header with the token.",
    todo: "Set the header that the set-up page shows at the stream in FullStory.",
  },
  "token-malformed": {
    word: "Malformed token",
    text: "The header with the token does not have the expected format.",
    todo: "Compare the header at the stream in FullStory with the one that the set-up page shows.",
  },
  "token-mismatch": {
    word: "Wrong token",
    text: "The token is none of those that are configured for the stream.",
    todo: "Check that the token in FullStory is one of fs.webhook.streams.<name>.tokens.",
  },
  "unknown-stream": {
    word: "Unknown stream",
    text: "No stream with the name in the URL is configured.",
    todo: "Correct the URL in FullStory, or set fs.webhook.streams.<name>.tokens.",
  },
  "schema-violation": {
    word: "Schema violation",
    text: "The body violates its schema, and the settings say that it is then rejected.",
    todo: "The detail shows the place. Correct the mapping or the schema, or set schema-mode to report.",
  },
  "malformed-payload": {
    word: "Malformed body",
    text: "The origin is proven, but the body is not valid JSON, or of a webhook not an object with an event name.",
    todo: "The detail shows where parsing failed; a script probably sent it.",
  },
  "payload-too-large": {
    word: "Body too large",
    text: "The body is larger than allowed and was not read.",
    todo: "Raise fs.webhook.max-body-size to accept such events.",
  },
};

export const rejectionWords = (reason) =>
  REJECTION[reason] || { word: reason, text: "The request was rejected.", todo: "See the detail." };

export const stateWords = (map, code) => map[code] || { word: code || "unknown", tone: "calm", sign: "?", text: null };

const ACTIONS = {
  replay: "Replayed",
  cancel: "Cancelled",
  discard: "Discarded",
  delete: "Deleted",
  pause: "Paused",
  resume: "Resumed",
  remove: "Subscription removed",
  "test-event": "Sent a test event",
  "reload-settings": "Changed the settings",
  acknowledge: "Acknowledged",
  "log-in": "Logged in",
  "log-out": "Logged out",
};

export const actionWord = (action) => ACTIONS[action] || action;

/** Whether retrying a little later is enough. */
export const isBusy = (failure) => failure.status === 503 && failure.code === "busy";

/** What went wrong and what to do about it. */
export function failureWords(failure) {
  if (failure.status === 0 && failure.code === "unreachable") {
    return {
      what: "The receiver does not answer.",
      todo: "It may be restarting, or the connection is down. Check that its process is running, and see its log.",
    };
  }
  if (isBusy(failure)) {
    return {
      what: "The receiver is busy.",
      todo: "You or others have too many requests in progress. Pages reload automatically; retry anything else in a moment.",
    };
  }
  if (failure.status === 503) {
    return {
      what: "The inbox is currently unavailable.",
      todo: "The database is down or too slow, or this node has none. New deliveries are answered 503, and FullStory sends them again; behind Kafka they wait there. See /health/ready and the log.",
    };
  }
  if (failure.status === 401) {
    return { what: "You are logged out.", todo: "Log in again." };
  }
  if (failure.status === 403) {
    return { what: "You are not allowed to do that.", todo: failure.detail || "This requires a token with the role operator." };
  }
  if (failure.status === 404) {
    return { what: "Not found.", todo: "It may have been deleted when its retention ended (fs.webhook.retention)." };
  }
  if (failure.status === 429) {
    return {
      what: "Too many attempts.",
      todo: failure.retryAfter ? "Wait " + failure.retryAfter + " seconds, then try again." : "Wait a moment, then try again.",
    };
  }
  if (failure.status >= 400 && failure.status < 500) {
    return { what: failure.detail || "The receiver refused that (" + failure.code + ").", todo: "Change it and try again." };
  }
  return {
    what: failure.status ? "The receiver failed (" + failure.code + ")." : "The response could not be read.",
    todo: "Try again. If it keeps failing, the receiver's log says why.",
  };
}
