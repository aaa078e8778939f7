// What the list of handlers and the page of one have in common: figures, links by state, and what can be done.
import { post, remove } from "./api.js";
import { ConfirmDialog } from "./actions.js";
import { a, dd, div, dt, h, p } from "./dom.js";
import { count, counted, fraction, millis } from "./format.js";
import { say } from "./notice.js";
import { href } from "./route.js";
import { ActionButton } from "./ui.js";
import { HANDLER, stateWords } from "./words.js";

export const figure = (name, loud, value) => div({ class: loud ? "loud" : "" }, dt(name), dd(value));

/** How many tasks there are now; the list that it leads to finds as many. */
const tasks = (handler, state, word, link) => {
  const number = handler.tasks[state];
  return figure(word, number, number ? a({ href: link, "aria-label": word + " of " + handler.name }, count(number)) : "0");
};

export const TaskFigures = ({ handler }) => {
  const list = (state) => href("deliveries", null, { handler: handler.name, state });
  return [
    tasks(handler, "pending", "Pending", list("pending")),
    tasks(handler, "retrying", "Retrying", list("retrying")),
    tasks(handler, "dead", "Dead letters", href("dead-letters", null, { handler: handler.name })),
  ];
};

export const RunFigures = ({ handler }) => [
  figure("Running now", null, count(handler.running)),
  figure("Attempts/min", null, fraction.format(handler.perMinute)),
  figure("Median", null, millis(handler.medianMillis)),
  figure("99th percentile", null, millis(handler.p99Millis)),
  handler.stuckThreads ? figure("Stuck threads", 1, count(handler.stuckThreads)) : null,
];

/** Attempts, not tasks: what is retried again and again counts each time. */
export const sinceStartWords = ({ sinceStart }) =>
  counted(sinceStart.succeeded, "attempt", "attempts") + " succeeded, " + count(sinceStart.retrying) + " failed with retries left, " + count(sinceStart.dead) + " failed for good";

export const isGone = (handler) => handler.state === "not-running";

/** What its state means; why it is not running comes from the receiver. */
export function StateNote({ handler }) {
  const text = stateWords(HANDLER, handler.state).text;
  const note = handler.reason ? handler.reason + (isGone(handler) ? " Its tasks stay pending until it runs again or its subscription is removed." : "") : text;
  return note ? p({ class: "note" }, note) : null;
}

/** asked: { handler, kind } as kept by the page. */
export function Buttons({ handler, ask, reload }) {
  const named = (verb) => ({ "aria-label": verb + " " + handler.name });
  if (isGone(handler)) {
    return h(ActionButton, { onAct: () => ask({ handler, kind: "remove" }), ...named("Remove subscription of") }, "Remove subscription");
  }
  if (handler.state === "paused") {
    const resume = () => act(handler.name, "resume", reload).catch((e) => say(e.detail || "It could not be resumed. Try again.", "bad"));
    return h(ActionButton, { kind: "primary", onAct: resume, ...named("Resume") }, "Resume");
  }
  return h(ActionButton, { onAct: () => ask({ handler, kind: "pause" }), disabled: handler.state === "stopping", ...named("Pause") }, "Pause");
}

const addressOf = (name) => "handlers/" + encodeURIComponent(name);

async function act(name, action, reload) {
  await post(addressOf(name) + "/" + action);
  say(name + (action === "pause" ? " is paused." : " is running again."));
  await reload();
}

export function AskedDialog({ asked, close, reload }) {
  if (!asked) {
    return null;
  }
  const { name, tasks: numbers } = asked.handler;
  if (asked.kind === "pause") {
    return h(ConfirmDialog, {
      title: "Pause " + name,
      text: "It gets no more deliveries on any node, even after a restart, until it is resumed. New deliveries stay pending; attempts in progress may finish.",
      verb: "Pause",
      act: () => act(name, "pause", reload),
      close,
    });
  }
  return h(ConfirmDialog, {
    title: "Remove the subscription of " + name,
    text:
      "It no longer receives new deliveries on any node. " +
      counted(numbers.pending + numbers.retrying, "unfinished task", "unfinished tasks") +
      " will be discarded; they can still be replayed until they are deleted after their retention.",
    verb: "Remove subscription",
    act: async () => {
      await remove(addressOf(name));
      say(name + " is no longer subscribed.");
      await reload();
    },
    close,
  });
}
