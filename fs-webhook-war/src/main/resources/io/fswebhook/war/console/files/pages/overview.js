import { Chart } from "../chart.js";
import { a, div, h, h1, li, p, section, span, ul, useEffect, useState } from "../dom.js";
import { clockText, count } from "../format.js";
import { useLoad, usePolled } from "../load.js";
import { rangeOf, RANGES, Ranges } from "../ranges.js";
import { href } from "../route.js";
import { Ago, Badge, Loading, Problem } from "../ui.js";
import { ATTENTION } from "../words.js";
import { SetUp } from "./set-up.js";

export function Overview({ query, attention }) {
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
  return h(Numbers, { range: rangeOf(query), attention });
}

function Numbers({ range, attention }) {
  const { data, failure, reload } = usePolled("stats", { range });
  return div(
    { class: "page" },
    div({ class: "block-head" }, h1("Overview"), attention ? span({ class: "muted as-of" }, "as of " + clockText(new Date(attention.asOf))) : null),
    h(Problem, { failure, retry: reload }),
    attention ? h(Attention, { attention }) : null,
    data === null
      ? failure
        ? null
        : h(Loading, { what: "numbers" })
      : [
          h(Now, { key: "now", stats: data, attention }),
          h(Ranges, { key: "ranges", page: "overview", range, stepSeconds: data.stepSeconds }),
          h(Tiles, { key: "tiles", stats: data, time: RANGES[range].toLowerCase() }),
          div({ class: "charts", key: "charts" }, h(Charts, { stats: data })),
        ],
  );
}

/** What somebody has to look at, in the receiver's order: the most urgent first. */
const Attention = ({ attention: { items } }) =>
  section(
    { class: "worries", "aria-label": "Needs attention" },
    items.length === 0
      ? p({ class: "muted" }, span({ "aria-hidden": "true" }, "✓ "), "Nothing needs attention.")
      : ul({ class: "plain" }, items.map((one) => h(Item, { key: one.kind + " " + one.subject, one }))),
    p({ class: "muted" }, a({ href: href("alerts") }, "All alerts")),
  );

function Item({ one }) {
  const { word, page } = ATTENTION[one.kind] || { word: one.kind, page: null };
  const isBad = one.severity === "bad";
  const link = page && href(page, page === "handlers" ? one.subject : null);
  return li(
    { class: "worry" },
    h(Badge, { words: { word, tone: isBad ? "bad" : "warn", sign: isBad ? "✕" : "!" } }),
    link ? a({ href: link }, one.text) : span(one.text),
    one.since ? span({ class: "muted" }, h(Ago, { at: one.since })) : null,
    one.acknowledged ? span({ class: "muted" }, "acknowledged by " + one.acknowledged.by) : null,
  );
}

const Now = ({ stats: { now }, attention }) =>
  div(
    { class: "tiles" },
    ready(attention ? attention.ready : now.ready),
    tile(now.pending, "pending", "", href("deliveries", null, { state: "pending" })),
    tile(now.retrying, "retrying", now.retrying ? "warn" : "", href("deliveries", null, { state: "retrying" })),
    tile(now.dead, "dead letters", now.dead ? "bad" : "", href("dead-letters")),
  );

const ready = (isReady) => box(isReady ? "Ready" : "Not ready", isReady ? "takes deliveries" : "answers 503", isReady ? "ok" : "bad");

const Tiles = ({ stats: { totals, from }, time }) =>
  div(
    { class: "tiles" },
    tile(totals.received, "received", "", href("deliveries", null, { from }), time),
    tile(totals.duplicates, "duplicates", "", null, time),
    tile(totals.rejected, "rejected", totals.rejected ? "warn" : "", href("rejections"), time),
    tile(totals.handled, "attempts succeeded", "", null, time),
    tile(totals.failed, "attempts failed", totals.failed ? "warn" : "", null, time),
  );

const tile = (value, word, tone, link, time = "now") => box(count(value ?? 0), word, tone, link, time);

const box = (value, word, tone, link, time) => {
  const content = [span({ class: "value" }, value), span({ class: "word" }, word), " ", time ? span({ class: "time" }, time) : null];
  return link ? a({ class: "tile " + tone, href: link }, content) : div({ class: "tile " + tone }, content);
};

const Charts = ({ stats }) => {
  const { totals, now } = stats;
  return [
    h(Chart, { key: "in", title: "Arrived", stats, overall: "in all", series: [["received", "Received", "ok", totals.received], ["duplicates", "Duplicates", "calm", totals.duplicates], ["rejected", "Rejected", "warn", totals.rejected]] }),
    h(Chart, { key: "out", title: "Handlers' attempts", stats, overall: "in all", series: [["handled", "Succeeded", "ok", totals.handled], ["failed", "Failed", "warn", totals.failed], ["dead", "Failed for good", "bad", totals.dead]] }),
    h(Chart, { key: "pending", title: "Pending", stats, overall: "now", series: [["pending", "Pending", "calm", now.pending]], isLevel: true }),
  ];
};
