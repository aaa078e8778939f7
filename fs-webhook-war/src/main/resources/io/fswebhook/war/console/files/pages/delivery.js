import { post } from "../api.js";
import { begun, ConfirmDialog } from "../actions.js";
import { a, button, code, dd, details, div, dl, dt, h, h1, h2, h3, li, ol, p, pre, section, span, summary, useMemo, useState } from "../dom.js";
import { bytes, fullTime, millis } from "../format.js";
import { pretty } from "../json-text.js";
import { usePolled } from "../load.js";
import { say } from "../notice.js";
import { href } from "../route.js";
import { ActionButton, Ago, TaskBadge, Loading, Problem, Time, ViewerNote } from "../ui.js";

const SHORT_ERROR = 300;

export function Delivery({ id }) {
  const path = "deliveries/" + encodeURIComponent(id);
  const { data, failure, reload } = usePolled(path);
  const [asked, ask] = useState(null);
  const replay = (handlers) => async () => {
    const answer = await post(path + "/replay", handlers ? { handlers } : undefined);
    say(begun(answer));
    reload();
  };
  if (data === null) {
    return div({ class: "page" }, h1("Delivery"), h(Problem, { failure, retry: reload }), failure ? null : h(Loading, { what: "the delivery" }));
  }
  return div(
    { class: "page" },
    p({ class: "crumb" }, a({ href: href("deliveries") }, "Deliveries")),
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
      data.tasks.length === 0 ? p({ class: "muted" }, "No handler was subscribed to this event when it arrived. “Replay to all” hands it to those subscribed now.") : null,
      data.tasks.map((one) => h(Task, { key: one.handler, one, ask })),
    ),
    h(Body, { text: data.body }),
    h(Received, { delivery: data }),
    asked
      ? h(ConfirmDialog, {
          title: asked.handlers ? "Replay to " + asked.handlers[0] : "Replay to all handlers",
          text: "The delivery is handled again, starting with the first attempt. A handler that already succeeded will see it again.",
          verb: "Replay",
          act: replay(asked.handlers),
          close: () => ask(null),
        })
      : null,
  );
}

const Facts = ({ delivery }) =>
  dl(
    { class: "facts" },
    fact("Id", code(delivery.id)),
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
      h3(one.handler),
      h(TaskBadge, { state: one.state }),
      one.dueAt && (one.state === "retrying" || one.state === "pending")
        ? span({ class: "muted due" }, "next attempt ", h(Ago, { at: one.dueAt }))
        : null,
      h(ActionButton, { onAct: () => ask({ handlers: [one.handler] }), "aria-label": "Replay to " + one.handler }, "Replay"),
    ),
    (one.history || []).length === 0
      ? p({ class: "muted" }, "No attempt yet.")
      : ol({ class: "timeline" }, one.history.map((attempt) => h(Attempt, { key: attempt.replay + "-" + attempt.number, attempt }))),
  );
}

const Attempt = ({ attempt }) =>
  li(
    { class: "attempt " + attempt.outcome },
    div(
      { class: "attempt-head" },
      h(TaskBadge, { state: attempt.outcome }),
      span((attempt.replay ? "Replay " + attempt.replay + ", attempt " : "Attempt ") + attempt.number),
      h(Time, { at: attempt.startedAt }),
      span({ class: "muted" }, "took " + millis(attempt.durationMillis)),
    ),
    attempt.error ? h(ErrorText, { text: attempt.error }) : null,
  );

const ErrorText = ({ text }) =>
  text.length <= SHORT_ERROR
    ? p({ class: "error-text" }, text)
    : details({ class: "error-text" }, summary(text.slice(0, SHORT_ERROR) + "…"), text);

function Body({ text }) {
  const pieces = useMemo(() => pretty(text || ""), [text]);
  const [isRaw, showRaw] = useState(false);
  const raw = isRaw || pieces === null;
  return section(
    { class: "block" },
    div(
      { class: "block-head" },
      h2("Body"),
      pieces === null
        ? null
        : button({ type: "button", "aria-pressed": String(isRaw), onClick: () => showRaw(!isRaw) }, "Raw"),
    ),
    pre(
      { class: "body" + (raw ? " raw" : ""), tabIndex: 0, role: "region", "aria-label": "Body" },
      raw ? text : pieces.map(({ kind, text: piece }) => (kind === "other" ? piece : span({ class: "json-" + kind }, piece))),
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
