// A bulk operation: how far it is, and what became of the tasks it replayed.
import { post } from "./api.js";
import { a, button, div, h, p, progress, section, span, strong, useState } from "./dom.js";
import { count } from "./format.js";
import { usePolled } from "./load.js";
import { href } from "./route.js";
import { ActionButton, Badge, Loading, Problem } from "./ui.js";
import { OPERATION, stateWords } from "./words.js";

export const KINDS = { replay: "Replay", discard: "Discard", delete: "Deletion" };

/** Where somebody has just started one; the same is on its own page. */
export function OperationProgress({ id, close }) {
  const { data, failure, reload } = usePolled("operations/" + encodeURIComponent(id));
  return section(
    { class: "block operation", "aria-label": "Operation " + id },
    h(Problem, { failure, retry: reload }),
    data === null
      ? failure ? null : h(Loading, { what: "the operation" })
      : [
          div(
            { class: "block-head", key: "head" },
            span(strong(KINDS[data.kind] || data.kind), " ", h(Badge, { words: stateWords(OPERATION, data.state) }), " ", a({ href: href("operations", id) }, "Details")),
            button({ type: "button", class: "quiet", "aria-label": "Hide the operation", onClick: close }, "✕"),
          ),
          h(Progress, { key: "progress", operation: data, reload }),
        ],
  );
}

export function Progress({ operation, reload }) {
  const isRunning = operation.state === "running";
  return div(
    { class: "progress" },
    isRunning
      ? div(
          { class: "progress-line" },
          progress({ max: operation.matched || 1, value: operation.matched ? operation.done : undefined, "aria-label": "Progress" }),
          h(Cancel, { operation, reload }),
        )
      : null,
    p({ role: "status" }, doneWords(operation), " ", outcomeWords(operation)),
    operation.detail ? p({ class: "note" }, operation.detail) : null,
  );
}

const DONE = {
  replay: ["task", "tasks", "restarted"],
  discard: ["task", "tasks", "discarded"],
  delete: ["delivery", "deliveries", "deleted"],
};

const doneWords = ({ kind, state, matched, done }) => {
  const of = !matched || matched === done ? "" : " of " + count(matched);
  const [one, many, what] = DONE[kind] || DONE.replay;
  return count(done) + of + " " + (done === 1 && !of ? one : many) + " " + what + (state === "running" ? " so far." : ".");
};

/** What became of them since, as of now. */
export const outcomeWords = ({ kind, succeeded, failed, open }) =>
  kind !== "replay" ? "" : count(succeeded) + " succeeded, " + count(failed) + " failed again, " + count(open) + " still open.";

function Cancel({ operation, reload }) {
  const [failure, setFailure] = useState(null);
  const [isAsked, asked] = useState(false);
  const cancel = async () => {
    asked(true);
    setFailure(null);
    try {
      await post("operations/" + encodeURIComponent(operation.id) + "/cancel");
      await reload();
    } catch (e) {
      setFailure(e);
      asked(false);
    }
  };
  return [h(ActionButton, { onAct: cancel, disabled: isAsked, title: "What is done stays done" }, "Cancel operation"), h(Problem, { failure })];
}
