// Actions that change something: confirmed first, reported afterwards.
import { post } from "./api.js";
import { Dialog } from "./dialog.js";
import { button, code, h, li, p, strong, ul, useEffect, useState } from "./dom.js";
import { count, counted } from "./format.js";
import { say } from "./notice.js";
import { href } from "./route.js";
import { Problem } from "./ui.js";

const KINDS = {
  replay: {
    path: "deliveries/replay",
    verb: "Replay",
    text: "Each task starts again with the first attempt. Handlers may see a delivery again.",
  },
  discard: {
    path: "deliveries/discard",
    verb: "Discard",
    text: "They are no longer handled and leave this list. They can still be replayed until their retention ends.",
  },
  delete: {
    path: "deliveries/delete",
    verb: "Delete",
    text: "They are deleted for good, with their bodies and their tasks in whatever state. Backups, and what handlers did with them, are not changed.",
  },
};

const NAMES = {
  text: "text in the body",
  source: "source",
  event: "event",
  state: "state",
  handler: "handler",
  organisation: "organisation",
  from: "received from",
  before: "received before",
  error: "error",
};

/** Dead letters are a page of their own. */
const isShown = (filter, name) => filter[name] && !(name === "state" && filter.state === "dead");

/** Counts first, shows the count, and asks. done is called with the id of the operation. */
export function BulkDialog({ kind, filter, close, done }) {
  const { path, verb, text } = KINDS[kind];
  const title = verb + (filter.ids ? " the selection" : " all that match");
  const [counts, setCounts] = useState(null);
  const [failure, setFailure] = useState(null);
  const [isWorking, setWorking] = useState(false);

  const look = () => {
    setFailure(null);
    post(path, { filter, dryRun: true }).then(setCounts, setFailure);
  };
  useEffect(look, []);

  const act = async () => {
    setWorking(true);
    setFailure(null);
    try {
      const answer = await post(path, { filter, dryRun: false });
      say(outcome(kind, answer), "ok", answer.operation ? [href("operations", answer.operation), "See its outcome"] : null);
      done(answer.operation || null);
      close();
    } catch (e) {
      setFailure(e);
      setWorking(false);
    }
  };

  const number = counts ? counts.deliveries : 0;
  return h(Dialog, {
    title,
    close,
    buttons: [
      button({ type: "button", onClick: close, autofocus: true }, "Cancel"),
      button(
        { type: "button", class: kind === "replay" ? "primary" : "danger", disabled: !number || isWorking, onClick: act },
        counts ? verb + " " + counted(number, "delivery", "deliveries") : verb,
      ),
    ],
    children: [
      h(Problem, { failure, retry: counts ? null : look }),
      counts === null
        ? p({ role: "status" }, failure ? "" : "Counting…")
        : p(
            { role: "status", class: "count" },
            strong(counted(number, "delivery", "deliveries")),
            number ? " (" + tasks(counts.tasks) + ")" : ": nothing matches.",
          ),
      h(Filter, { filter }),
      p(text),
    ],
  });
}

const tasks = (byState) =>
  Object.entries(byState || {})
    .map(([state, number]) => count(number) + " " + state)
    .join(", ");

function Filter({ filter }) {
  const set = Object.entries(NAMES).filter(([name]) => isShown(filter, name));
  if (filter.ids) {
    set.unshift(["ids", "selected"]);
  }
  return set.length
    ? ul({ class: "plain" }, set.map(([name, word]) => li({ key: name }, word + " ", name === "ids" ? count(filter.ids.length) : code(filter[name]))))
    : p({ class: "note" }, "No filter is set: this applies to all dead letters.");
}

function outcome(kind, answer) {
  if (!answer || answer.status === "running") {
    return "This takes a while and continues in the background.";
  }
  if (kind === "delete") {
    return counted(answer.deleted, "delivery was deleted.", "deliveries were deleted.");
  }
  return kind === "discard"
    ? counted(answer.discarded, "task was discarded.", "tasks were discarded.")
    : begun(answer);
}

export function begun(answer) {
  const again = counted(answer.begunAgain, "task restarted", "tasks restarted");
  const forward = answer.broughtForward ? ", " + counted(answer.broughtForward, "pending task", "pending tasks") + " retried now" : "";
  return again + forward + ".";
}

/** Asks before one thing is done. */
export function ConfirmDialog({ title, text, verb, act, close, kind }) {
  const [failure, setFailure] = useState(null);
  const [isWorking, setWorking] = useState(false);
  const run = async () => {
    setWorking(true);
    setFailure(null);
    try {
      await act();
      close();
    } catch (e) {
      setFailure(e);
      setWorking(false);
    }
  };
  return h(Dialog, {
    title,
    close,
    buttons: [
      button({ type: "button", onClick: close }, "Cancel"),
      button({ type: "button", class: kind || "primary", disabled: isWorking, autofocus: true, onClick: run }, verb),
    ],
    children: [h(Problem, { failure }), p(text)],
  });
}
