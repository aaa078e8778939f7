// Which time charts show: a part of the URL.
import { button, div, span } from "./dom.js";
import { counted } from "./format.js";
import { go } from "./route.js";

/** The first one is usual and needs no parameter. */
export const RANGES = { hour: "Last hour", day: "Last 24 hours", week: "Last 7 days" };

export const rangeOf = (query) => (RANGES[query.range] ? query.range : "hour");

export const Ranges = ({ page, id, range, stepSeconds }) =>
  div(
    { class: "ranges", role: "group", "aria-label": "Time shown" },
    Object.entries(RANGES).map(([code, word]) =>
      button({ key: code, type: "button", "aria-pressed": String(code === range), onClick: () => go(page, id, code === "hour" ? {} : { range: code }) }, word),
    ),
    stepSeconds ? span({ class: "muted" }, "by " + step(stepSeconds)) : null,
  );

function step(seconds) {
  if (seconds % 3600 === 0) {
    return seconds === 3600 ? "hour" : counted(seconds / 3600, "hour", "hours");
  }
  return seconds === 60 ? "minute" : counted(Math.round(seconds / 60), "minute", "minutes");
}
