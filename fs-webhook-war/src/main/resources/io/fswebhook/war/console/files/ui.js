// Small parts that many pages show.
import { button, div, p, span, strong, time, useEffect, useState } from "./dom.js";
import { clockText, timeText, utcText } from "./format.js";
import { failureWords, TASK, stateWords } from "./words.js";
import { mayAct, WHY_NOT } from "./session.js";

/** A state as a word with a sign; the colour only helps. */
export const Badge = ({ words, extra }) =>
  span(
    { class: "badge " + words.tone },
    span({ class: "sign", "aria-hidden": "true" }, words.sign),
    words.word,
    extra ? span({ class: "extra" }, " " + extra) : null,
  );

export const TaskBadge = ({ state, extra }) => Badge({ words: stateWords(TASK, state), extra });

export const Time = ({ at }) =>
  at ? time({ dateTime: at, title: utcText(at) }, timeText(at)) : span({ class: "muted" }, "–");

/** In how much time, or how long ago; looks again by itself. */
export function Ago({ at }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 10000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.round((Date.now() - new Date(at).getTime()) / 1000);
  const far = Math.abs(seconds);
  const amount =
    far < 60 ? far + " s" : far < 5400 ? Math.round(far / 60) + " min" : far < 172800 ? Math.round(far / 3600) + " h" : Math.round(far / 86400) + " days";
  return time({ dateTime: at, title: utcText(at) }, seconds < 0 ? "in " + amount : amount + " ago");
}

/** What went wrong and what to do; what was shown before stays below it. */
export function Problem({ failure, retry }) {
  if (!failure) {
    return null;
  }
  const { what, todo } = failureWords(failure);
  return div(
    { class: "problem", role: "alert" },
    div(strong(what), " ", todo, failure.shownAsOf ? " What is shown is as of " + clockText(failure.shownAsOf) + "." : null),
    retry ? button({ type: "button", onClick: retry }, "Try again") : null,
  );
}

export const Empty = ({ title, children }) => div({ class: "empty" }, p(strong(title)), children);

export const Loading = ({ what }) => p({ class: "loading", role: "status" }, "Loading " + what + "…");

/** A button that changes something: for operators only, and it says why when it is not for you. */
export function ActionButton({ onAct, children, kind, disabled, title, ...rest }) {
  const allowed = mayAct();
  return button(
    {
      type: "button",
      class: kind || "",
      disabled: !allowed || disabled,
      title: allowed ? title : WHY_NOT,
      onClick: onAct,
      ...rest,
    },
    children,
  );
}

/** Once a page: why its actions are not to be had. */
export const ViewerNote = () => (mayAct() ? null : p({ class: "note viewer" }, WHY_NOT));
