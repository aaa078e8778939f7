// What became of a delivery in one line: how many of its tasks are in which state, and which on demand.
import { a, div, h, span } from "./dom.js";
import { counted } from "./format.js";
import { stateWords, TASK } from "./words.js";
import { TaskBadge } from "./ui.js";

const MOST_URGENT_FIRST = ["dead", "retrying", "pending", "succeeded", "discarded"];

/** Chips such as "3 ✓" and "1 ↻"; who hovers over them or reaches the row by keyboard sees each handler. */
export function States({ tasks, link }) {
  if (tasks.length === 0) {
    return span({ class: "muted" }, "no handler");
  }
  return div(
    { class: "states" },
    a({ class: "chips", href: link, tabIndex: -1 }, groups(tasks).map(([state, handlers]) => h(Chip, { key: state, state, handlers }))),
    div({ class: "tip", "aria-hidden": "true" }, tasks.map((one) => h(Line, { key: one.handler, one }))),
  );
}

function Chip({ state, handlers }) {
  const { word, tone, sign } = stateWords(TASK, state);
  return span(
    { class: "badge " + tone },
    span({ "aria-hidden": "true" }, handlers.length + " " + sign),
    span({ class: "visually-hidden" }, handlers.length + " " + word.toLowerCase() + ": " + handlers.join(", ") + ". "),
  );
}

const Line = ({ one }) =>
  div(
    span({ class: "handler" }, one.handler),
    h(TaskBadge, { state: one.state, extra: one.attempts > 1 ? counted(one.attempts, "attempt", "attempts") : null }),
  );

function groups(tasks) {
  const byState = new Map(MOST_URGENT_FIRST.map((state) => [state, []]));
  tasks.forEach(({ state, handler }) => byState.set(state, [...(byState.get(state) || []), handler]));
  return [...byState].filter(([, handlers]) => handlers.length);
}
