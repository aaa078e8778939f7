import { Chart } from "../chart.js";
import { a, button, div, h, h1, p, section, span, useEffect, useState } from "../dom.js";
import { count, counted } from "../format.js";
import { useLoad, usePolled } from "../load.js";
import { go, href } from "../route.js";
import { Ago, Badge, Loading, Problem } from "../ui.js";
import { HANDLER, PLUGIN, stateWords } from "../words.js";
import { SetUp } from "./set-up.js";

const RANGES = { hour: "Last hour", day: "Last day", week: "Last week" };

export function Overview({ query }) {
  const setUp = useLoad("setup");
  // Keep showing the set-up steps until the user leaves them.
  const [isFirstRun, decide] = useState(null);
  useEffect(() => {
    if (setUp.data && isFirstRun === null) {
      decide(!setUp.data.anyDelivery);
    }
  }, [setUp.data]);
  if (isFirstRun) {
    return h(SetUp);
  }
  return h(Numbers, { range: RANGES[query.range] ? query.range : "hour" });
}

function Numbers({ range }) {
  const { data, failure, reload } = usePolled("stats", { range });
  const handlers = usePolled("handlers");
  const plugins = usePolled("plugins");
  return div(
    { class: "page" },
    h1("Overview"),
    h(Problem, { failure, retry: reload }),
    data === null
      ? failure
        ? null
        : h(Loading, { what: "numbers" })
      : [
          h(Now, { key: "now", stats: data }),
          h(Worries, { key: "worries", stats: data, handlers: handlers.data?.items || [], plugins: plugins.data?.items || [] }),
          div(
            { class: "ranges", role: "group", "aria-label": "Time shown", key: "ranges" },
            Object.entries(RANGES).map(([code, word]) =>
              button({ key: code, type: "button", "aria-pressed": String(code === range), onClick: () => go("overview", null, code === "hour" ? {} : { range: code }) }, word),
            ),
            span({ class: "muted" }, "by " + step(data.stepSeconds)),
          ),
          div({ class: "charts", key: "charts" }, h(Charts, { stats: data })),
        ],
  );
}

function step(seconds) {
  if (seconds % 3600 === 0) {
    return seconds === 3600 ? "hour" : counted(seconds / 3600, "hour", "hours");
  }
  return seconds === 60 ? "minute" : counted(Math.round(seconds / 60), "minute", "minutes");
}

const Now = ({ stats }) =>
  div(
    { class: "tiles" },
    tile(stats.now.ready ? "Ready" : "Not ready", stats.now.ready ? "takes deliveries" : "answers 503", stats.now.ready ? "ok" : "bad"),
    tile(count(stats.now.pending), "pending", "", href("deliveries", null, { state: "pending" })),
    tile(count(stats.now.dead), "dead letters", stats.now.dead ? "bad" : "", href("dead-letters")),
    tile(count(stats.totals.received), "received", ""),
    tile(count(stats.totals.rejected), "rejected", stats.totals.rejected ? "warn" : "", href("rejections")),
    tile(count(stats.totals.handled), "handled", ""),
    tile(count(stats.totals.failed), "failed attempts", stats.totals.failed ? "warn" : ""),
  );

const tile = (value, word, tone, link) => {
  const content = [span({ class: "value" }, value), span({ class: "word" }, word)];
  return link ? a({ class: "tile " + tone, href: link }, content) : div({ class: "tile " + tone }, content);
};

/** What somebody has to look at, in the order in which it hurts. */
function Worries({ stats, handlers, plugins }) {
  const worries = [
    ...handlers.filter((one) => !["running", "starting", "stopping"].includes(one.state)).map((one) => ({ key: "h" + one.name, words: stateWords(HANDLER, one.state), text: one.name, link: href("handlers"), since: one.since })),
    ...plugins.filter((one) => ["failed", "incomplete", "outdated"].includes(one.state)).map((one) => ({ key: "p" + one.source, words: stateWords(PLUGIN, one.state), text: one.name, link: href("plugins"), since: one.since })),
  ];
  if (stats.now.integrity === "damaged") {
    worries.unshift({ key: "integrity", words: { word: "Inbox damaged", tone: "bad", sign: "✕" }, text: "part of the inbox cannot be read: see the log, and run check-inbox", link: href("set-up") });
  }
  if (stats.now.dead) {
    worries.push({ key: "dead", words: { word: "Dead letters", tone: "bad", sign: "✕" }, text: counted(stats.now.dead, "delivery needs attention", "deliveries need attention"), link: href("dead-letters") });
  }
  return section(
    { class: "worries", "aria-label": "Needs attention" },
    worries.length === 0
      ? p({ class: "muted" }, span({ "aria-hidden": "true" }, "✓ "), "All good: every handler is running and there are no dead letters.")
      : worries.map((one) =>
          div({ class: "worry", key: one.key }, h(Badge, { words: one.words }), a({ href: one.link }, one.text), one.since ? span({ class: "muted" }, h(Ago, { at: one.since })) : null),
        ),
  );
}

const Charts = ({ stats }) => [
  h(Chart, { key: "in", title: "Arrived", stats, series: [["received", "Received", "ok"], ["duplicates", "Duplicates", "calm"], ["rejected", "Rejected", "warn"]] }),
  h(Chart, { key: "out", title: "Handlers' attempts", stats, series: [["handled", "Handled", "ok"], ["failed", "Failed", "warn"], ["dead", "Died", "bad"]] }),
  h(Chart, { key: "pending", title: "Pending", stats, series: [["pending", "Pending", "calm"]], isLevel: true }),
];
