// What codes mean, in plain words, and what to do about them.

/** tone: ok, bad, warn, calm. The sign stands beside the word, so that nothing hangs on a colour. */
export const TASK = {
  pending: { word: "Pending", tone: "calm", sign: "○" },
  retrying: { word: "Retrying", tone: "warn", sign: "↻" },
  succeeded: { word: "Succeeded", tone: "ok", sign: "✓" },
  dead: { word: "Dead", tone: "bad", sign: "✕" },
  discarded: { word: "Discarded", tone: "calm", sign: "–" },
};

export const HANDLER = {
  starting: { word: "Starting", tone: "calm", sign: "○", text: "It is not known yet whether it is paused." },
  running: { word: "Running", tone: "ok", sign: "✓", text: null },
  paused: {
    word: "Paused",
    tone: "warn",
    sign: "‖",
    text: "Somebody paused it, on all nodes. What arrives for it waits. Resume it when it may work again.",
  },
  suspended: {
    word: "Suspended",
    tone: "bad",
    sign: "✕",
    text: "Too many of its attempts hang past their time-out, so it gets no more. When they end it goes on by itself; else look at what it calls, and replace the plugin.",
  },
  "circuit-open": {
    word: "Left alone",
    tone: "bad",
    sign: "✕",
    text: "Its last attempts failed, so its target is probably down. It is tried again by itself, and no attempts are lost meanwhile.",
  },
  "circuit-half-open": {
    word: "On trial",
    tone: "warn",
    sign: "↻",
    text: "A single attempt shows whether its target works again.",
  },
  stopping: { word: "Stopping", tone: "calm", sign: "–", text: "It was removed or replaced; what it has begun may end." },
  "not-running": {
    word: "Not running",
    tone: "warn",
    sign: "!",
    text: "It is subscribed, and its plugin is not there or could not be started. What arrives for it waits until it is back, or until its subscription is removed.",
  },
};

export const BREAKER = {
  closed: "closed: attempts go through",
  open: "open: it is left alone",
  "half-open": "half open: one attempt is on trial",
  disabled: "switched off in the settings",
};

export const PLUGIN = {
  running: { word: "Running", tone: "ok", sign: "✓", text: null },
  incomplete: { word: "Incomplete", tone: "warn", sign: "!", text: "Some of its handlers run; below is why the others do not." },
  outdated: {
    word: "Old version runs",
    tone: "warn",
    sign: "!",
    text: "The version that lies in the folder cannot be used, so the one before goes on, until the receiver is started again.",
  },
  disabled: { word: "Disabled", tone: "calm", sign: "–", text: "All of its handlers are disabled by their settings." },
  failed: { word: "Failed", tone: "bad", sign: "✕", text: "None of its handlers runs." },
  checked: { word: "Checked", tone: "calm", sign: "○", text: null },
};

export const REJECTION = {
  missing: {
    word: "No signature",
    text: "The request had no signature header. It is not FullStory's, or something in between took the header away.",
    todo: "If it comes from your proxy, let it pass the signature header on.",
  },
  malformed: {
    word: "Signature not readable",
    text: "There is a signature header, but not in the form that is expected.",
    todo: "Compare fs.webhook.signature.scheme with what the sender does.",
  },
  "unknown-organisation": {
    word: "Organisation not known",
    text: "The signature names an organisation for which there is no secret here.",
    todo: "Set fs.webhook.orgs.<id>.signing-secrets, or a general secret, and start the receiver again.",
  },
  mismatch: {
    word: "Wrong signature",
    text: "The signature does not fit the body with any of the secrets here: another secret, or a body that was changed on its way.",
    todo: "Compare the secret in FullStory with fs.webhook.signing-secrets.",
  },
  "too-old": {
    word: "Signed too long ago",
    text: "The time in the signature is further back than allowed.",
    todo: "Check the clock of this machine. Requests that were kept in between for long are refused on purpose.",
  },
  "too-far-in-future": {
    word: "Signed in the future",
    text: "The time in the signature is ahead of the clock of this machine.",
    todo: "Check the clock of this machine (NTP).",
  },
  "malformed-payload": {
    word: "Body not readable",
    text: "The signature is right, but the body is no JSON object with an event's name.",
    todo: "See where it breaks in the detail; it was probably sent by a script.",
  },
  "payload-too-large": {
    word: "Body too large",
    text: "The body is larger than allowed, and was not read.",
    todo: "Raise fs.webhook.max-body-size if such events are wanted.",
  },
};

export const rejectionWords = (reason) =>
  REJECTION[reason] || { word: reason, text: "The request was turned away.", todo: "See the detail." };

export const stateWords = (map, code) => map[code] || { word: code || "unknown", tone: "calm", sign: "?", text: null };

const ACTIONS = {
  replay: "Replayed",
  discard: "Discarded",
  pause: "Paused",
  resume: "Resumed",
  remove: "Subscription removed",
  "test-event": "Sent a test event",
  "log-in": "Logged in",
  "log-out": "Logged out",
};

export const actionWord = (action) => ACTIONS[action] || action;

/** Whether it is only to be asked again a little later. */
export const isBusy = (failure) => failure.status === 503 && failure.code === "busy";

/** What went wrong, and what to do. */
export function failureWords(failure) {
  if (failure.status === 0 && failure.code === "unreachable") {
    return {
      what: "The receiver does not answer.",
      todo: "It may be starting again, or the connection is gone. See whether its process runs; its log says more.",
    };
  }
  if (isBusy(failure)) {
    return {
      what: "The receiver is busy.",
      todo: "Too much is asked of it at the same time, by you or by others. What a page shows is asked for again by itself; try anything else again in a moment.",
    };
  }
  if (failure.status === 503) {
    return {
      what: "The inbox cannot be read just now.",
      todo: "The database is away or too slow. Deliveries that arrive meanwhile are answered 503, and FullStory sends them again. See /health/ready and the log.",
    };
  }
  if (failure.status === 401) {
    return { what: "You are logged out.", todo: "Log in again." };
  }
  if (failure.status === 403) {
    return { what: "You may not do that.", todo: failure.detail || "It takes a token with the role operator." };
  }
  if (failure.status === 404) {
    return { what: "It is not there.", todo: "It may have been deleted after its time (fs.webhook.retention)." };
  }
  if (failure.status === 429) {
    return {
      what: "Too many tries.",
      todo: failure.retryAfter ? "Wait " + failure.retryAfter + " seconds, then try again." : "Wait a little, then try again.",
    };
  }
  if (failure.status >= 400 && failure.status < 500) {
    return { what: failure.detail || "The receiver refused that (" + failure.code + ").", todo: "Change it and try again." };
  }
  return {
    what: failure.status ? "The receiver failed (" + failure.code + ")." : "The answer could not be read.",
    todo: "Try again. If it stays, its log says why.",
  };
}
