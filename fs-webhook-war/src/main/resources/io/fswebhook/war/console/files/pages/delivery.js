import { base, post } from "../api.js";
import { begun, BulkDialog, ConfirmDialog } from "../actions.js";
import { Copy } from "../copy.js";
import { a, button, code, dd, details, div, dl, dt, h, h1, h2, h3, li, nav, ol, p, pre, section, span, summary, useMemo, useState } from "../dom.js";
import { bytes, fullTime, millis } from "../format.js";
import { pretty } from "../json-text.js";
import { usePolled } from "../load.js";
import { say } from "../notice.js";
import { href } from "../route.js";
import { toList, useNeighbours } from "../trail.js";
import { ActionButton, Ago, Badge, TaskBadge, Loading, Problem, Time, ViewerNote } from "../ui.js";
import { attemptWords, NO_TASK, WAITING } from "../words.js";

const SHORT_ERROR = 300;

export function Delivery({ id, query }) {
  const path = "deliveries/" + encodeURIComponent(id);
  const { data, failure, reload } = usePolled(path);
  const [asked, ask] = useState(null);
  const replay = (handlers) => async () => {
    const answer = await post(path + "/replay", handlers ? { handlers } : undefined);
    say(begun(answer));
    reload();
  };
  if (data === null) {
    return div({ class: "page" }, h(Crumb, { id, query }), h1("Delivery"), h(Problem, { failure, retry: reload }), failure ? null : h(Loading, { what: "the delivery" }));
  }
  return div(
    { class: "page" },
    h(Crumb, { id, query }),
    h1(data.event, data.test ? span({ class: "tag" }, "test") : null),
    h(Problem, { failure, retry: reload }),
    h(Facts, { delivery: data }),
    section(
      { class: "block" },
      div(
        { class: "block-head" },
        h2("Handlers"),
        h(ActionButton, { onAct: () => ask({ handlers: null }) }, "Replay to all"),
      ),
      h(ViewerNote),
      data.tasks.length === 0 && data.unmatched.length === 0
        ? p({ class: "muted" }, "No handler was subscribed to this event when it arrived. “Replay to all” hands it to those subscribed now.")
        : null,
      data.tasks.map((one) => h(Task, { key: one.handler, one, ask })),
      h(WithoutTask, { delivery: data }),
    ),
    h(Body, { text: data.body, schemaError: data.schemaError }),
    h(SendAgain, { path, delivery: data }),
    h(Received, { delivery: data }),
    h(Asked, { asked, id, replay, close: () => ask(null), done: reload }),
  );
}

/** Back to the list as it was filtered, and along it. */
function Crumb({ id, query }) {
  const { previous, next } = useNeighbours(id, query);
  const step = (to, rel, word) =>
    to ? a({ href: href("deliveries", to, query), rel }, word) : span({ class: "muted" }, word);
  return div(
    { class: "crumbs" },
    p({ class: "crumb" }, a({ href: toList(query) }, query.list === "dead-letters" ? "Dead letters" : "Deliveries"), filtered(query) ? span({ class: "muted" }, " filtered") : null),
    nav({ class: "neighbours", "aria-label": "In this list" }, step(previous, "prev", "‹ Previous"), step(next, "next", "Next ›")),
  );
}

const filtered = ({ list, cursor, ...query }) => Object.keys(query).length > 0;

function Asked({ asked, id, replay, close, done }) {
  if (!asked) {
    return null;
  }
  if (asked.discard) {
    return h(BulkDialog, { kind: "discard", filter: { ids: [id], handler: asked.discard, state: "dead" }, close, done });
  }
  return h(ConfirmDialog, {
    title: asked.handlers ? "Replay to " + asked.handlers[0] : "Replay to all handlers",
    text: "The delivery is handled again, starting with the first attempt. A handler that already succeeded will see it again.",
    verb: "Replay",
    act: replay(asked.handlers),
    close,
  });
}

const Facts = ({ delivery }) =>
  dl(
    { class: "facts" },
    fact("Id", span({ class: "copied" }, code(delivery.id), h(Copy, { text: delivery.id, what: "id" }))),
    fact("Received", h(Time, { at: delivery.receivedAt })),
    fact("Signed", h(Time, { at: delivery.signedAt })),
    fact("Organisation", delivery.organisation || "–"),
    fact("Size", bytes(delivery.size)),
    fact("From", delivery.address || "not kept"),
  );

const fact = (name, value) => div(dt(name), dd(value));

function Task({ one, ask }) {
  return section(
    { class: "task", "aria-label": one.handler },
    div(
      { class: "task-head" },
      h3(a({ href: href("handlers", one.handler) }, one.handler)),
      h(TaskBadge, { state: one.state }),
      one.state === "retrying" || one.state === "pending" ? h(Due, { one }) : null,
      div(
        { class: "task-buttons" },
        one.state === "dead" ? h(ActionButton, { kind: "danger", onAct: () => ask({ discard: one.handler }), "aria-label": "Discard the task of " + one.handler }, "Discard") : null,
        h(ActionButton, { onAct: () => ask({ handlers: [one.handler] }), "aria-label": "Replay to " + one.handler }, "Replay"),
      ),
    ),
    (one.history || []).length === 0
      ? p({ class: "muted" }, "No attempt yet.")
      : ol({ class: "timeline" }, one.history.map((attempt, i) => h(Attempt, { key: attempt.replay + "-" + attempt.number, attempt, isLast: i === one.history.length - 1, task: one }))),
  );
}

/** When the next attempt is, or why there is none although it is time. */
function Due({ one }) {
  if (one.waitingFor) {
    return span({ class: "warn-text due" }, WAITING[one.waitingFor] || "The next attempt waits: " + one.waitingFor + ".");
  }
  if (one.waitsForDelivery) {
    return span({ class: "muted due" }, "waits for an ", a({ href: href("deliveries", one.waitsForDelivery) }, "earlier delivery"), " of the same order");
  }
  if (!one.dueAt) {
    return null;
  }
  return span({ class: "muted due" }, new Date(one.dueAt) > new Date() ? ["next attempt ", h(Ago, { at: one.dueAt })] : "next attempt is due now");
}

const Attempt = ({ attempt, isLast, task }) =>
  li(
    { class: "attempt " + attempt.outcome },
    div(
      { class: "attempt-head" },
      h(Badge, { words: attemptWords(attempt, isLast, task) }),
      span((attempt.replay ? "Replay " + attempt.replay + ", attempt " : "Attempt ") + attempt.number),
      h(Time, { at: attempt.startedAt }),
      span({ class: "muted" }, "took " + millis(attempt.durationMillis)),
    ),
    attempt.error ? h(ErrorText, { text: attempt.error }) : null,
    attempt.response ? h(Response, { response: attempt.response }) : null,
  );

/** What the target said, as far as the handler reported it. */
const Response = ({ response }) =>
  p({ class: "response" }, span({ class: "muted" }, "Target's response "), code(String(response.status)), response.text ? [" ", code({ class: "response-text" }, response.text)] : null);

const ErrorText = ({ text }) =>
  text.length <= SHORT_ERROR
    ? p({ class: "error-text" }, text)
    : details({ class: "error-text" }, summary(text.slice(0, SHORT_ERROR) + "…"), text);

/** Who did not get it and why, except those to whom it was replayed since. */
function WithoutTask({ delivery: { tasks, unmatched, notSubscribed = [] } }) {
  const all = [...unmatched.map((handler) => ({ handler, reason: "filter" })), ...notSubscribed].filter((one) => !tasks.some((task) => task.handler === one.handler));
  return Object.entries(NO_TASK).map(([reason, why]) => {
    const names = all.filter((one) => one.reason === reason).map((one) => one.handler);
    return names.length ? p({ class: "muted", key: reason }, "No task for ", names.map((name, i) => [i ? ", " : null, a({ key: name, href: href("handlers", name) }, name)]), ": ", why) : null;
  });
}

function Body({ text, schemaError }) {
  const pieces = useMemo(() => pretty(text || ""), [text]);
  const [isRaw, showRaw] = useState(false);
  const raw = isRaw || pieces === null;
  return section(
    { class: "block" },
    div(
      { class: "block-head" },
      h2("Body"),
      div(
        { class: "task-buttons" },
        h(Copy, { text: text || "", what: "body" }),
        pieces === null ? null : button({ type: "button", "aria-pressed": String(isRaw), onClick: () => showRaw(!isRaw) }, "Raw"),
      ),
    ),
    schemaError ? p({ class: "schema-error" }, span({ class: "warn-text" }, "Violates its schema: "), schemaError) : null,
    pre(
      { class: "body" + (raw ? " raw" : ""), tabIndex: 0, role: "region", "aria-label": "Body" },
      raw ? text : pieces.map(({ kind, text: piece }) => (kind === "other" ? piece : span({ class: "json-" + kind }, piece))),
    ),
  );
}

/** The stored delivery, to its handlers: the signature need not be made again. The token stays out of the list of processes. */
function SendAgain({ path, delivery }) {
  const command =
    "printf 'Authorization: Bearer %s' \"$(cat fs-webhook-home/admin-token)\" | curl -fsS -X POST -H @- '" + new URL(path + "/replay", base) + "'";
  return section(
    { class: "block" },
    div({ class: "block-head" }, h2("Replay from a shell"), h(Copy, { text: command, what: "curl command" })),
    pre({ class: "command", tabIndex: 0, role: "region", "aria-label": "curl command" }, command),
    p(
      { class: "note" },
      "It needs an operator's token; name your own token file. To send the body itself, also to another receiver, ",
      delivery.source === "stream"
        ? ["copy it into a file, then ", code({ key: "curl" }, "curl -H 'Authorization: Bearer …' -H 'Content-Type: application/json' --data-binary @FILE https://…/streams/…")]
        : ["it must be signed anew: copy it into a file, then ", code({ key: "send" }, "java -jar fs-webhook.war send FILE --secret … --url …")],
      ".",
    ),
  );
}

function Received({ delivery }) {
  const headers = Object.entries(delivery.headers || {});
  const signature = delivery.signature;
  return section(
    { class: "block" },
    h2("Request"),
    signature
      ? dl(
          { class: "facts" },
          fact("Signature in", code(signature.header)),
          fact("Organisation", signature.organisation || "–"),
          fact("Signed at", signature.timestamp ? span(fullTime(signature.timestamp * 1000), " ", span({ class: "muted" }, "t:" + signature.timestamp)) : "–"),
          fact("Value", code(signature.value)),
        )
      : null,
    headers.length
      ? dl({ class: "headers" }, headers.map(([name, value]) => [dt({ key: "n" + name }, name), dd({ key: "v" + name }, value)]))
      : p({ class: "muted" }, "No headers were stored."),
  );
}
