// A chart of one or more figures over time; the same as a table for who cannot see it.
import { a, details, div, h, h2, p, section, span, summary, table, tbody, td, th, thead, tr, useEffect, useRef, useState } from "./dom.js";
import { count } from "./format.js";
import { dataOf, HEIGHT, options } from "./plot.js";
import { go, href } from "./route.js";
import { onSchemeChange } from "./theme.js";
import { Time } from "./ui.js";

const MOST_ROWS = 60;

/**
 * series: [[key in a step, word, tone, value over all steps], …]. A level is shown as it is, all else by step. words: how a
 * value is written. overall: which time the values over all steps are of. filter: of the list of deliveries that a drag opens.
 */
export function Chart({ title, stats, series, isLevel, words = count, overall, filter = {} }) {
  const place = useRef(null);
  const plot = useRef(null);
  const [at, point] = useState(null);
  const chosen = useRef(null);
  chosen.current = (times) => go("deliveries", null, { ...filter, ...times });

  useEffect(() => {
    let observer = null;
    const draw = () => {
      plot.current?.destroy();
      const choose = (times) => chosen.current(times);
      plot.current = new window.uPlot(
        options(place.current, { series, isLevel, words, stepSeconds: stats.stepSeconds, point, choose }),
        dataOf(stats, series, isLevel),
        place.current,
      );
    };
    draw();
    observer = new ResizeObserver(() => {
      if (place.current && place.current.clientWidth !== plot.current.width) {
        plot.current.setSize({ width: place.current.clientWidth, height: HEIGHT });
      }
    });
    observer.observe(place.current);
    const forget = onSchemeChange(draw);
    return () => {
      forget();
      observer.disconnect();
      plot.current.destroy();
      plot.current = null;
    };
  }, [stats.stepSeconds]);

  useEffect(() => {
    plot.current?.setData(dataOf(stats, series, isLevel));
  }, [stats]);

  const step = at === null ? null : stats.steps[Math.min(at, stats.steps.length - 1)];
  const write = (value) => (value === null || value === undefined ? "–" : words(value));
  return section(
    { class: "chart", "aria-label": title },
    div(
      { class: "chart-head" },
      h2(title),
      div(
        { class: "legend" },
        series.map(([key, word, tone, whole], i) =>
          span({ key, class: "entry" }, span({ class: "line " + tone + " dash" + i, "aria-hidden": "true" }), word + " ", span({ class: "value" }, write(step ? step[key] : whole))),
        ),
        span({ class: "at" }, step ? h(Time, { at: step.at }) : overall),
      ),
    ),
    div({
      class: "plot",
      ref: place,
      role: "img",
      title: "Drag to list the deliveries received in that time",
      "aria-label": title + ", " + overall + ": " + series.map(([, word, , whole]) => word.toLowerCase() + " " + write(whole)).join(", ") + ". The same as a table below.",
    }),
    h(AsTable, { title, stats, series, write, filter }),
  );
}

/** Each row leads to the deliveries of its time: what dragging does, by keyboard. */
function AsTable({ title, stats, series, write, filter }) {
  const rows = stats.steps.filter((step) => series.some(([key]) => step[key])).slice(-MOST_ROWS).reverse();
  const before = (step) => new Date(new Date(step.at).getTime() + 1000 * stats.stepSeconds).toISOString();
  return details(
    { class: "as-table" },
    summary("As a table", span({ class: "visually-hidden" }, ": " + title)),
    rows.length === 0
      ? div({ class: "muted" }, "All values are zero.")
      : [
          p({ class: "muted", key: "hint" }, "A time leads to the deliveries received in it."),
          table(
            { class: "list", key: "table" },
            thead(tr(th({ scope: "col" }, "From"), series.map(([key, word]) => th({ key, scope: "col", class: "number" }, word)))),
            tbody(
              rows.map((step) =>
                tr(
                  { key: step.at },
                  td(a({ href: href("deliveries", null, { ...filter, from: step.at, before: before(step) }) }, h(Time, { at: step.at }))),
                  series.map(([key]) => td({ key, class: "number" }, write(step[key] ?? 0))),
                ),
              ),
            ),
          ),
        ],
  );
}

/** The sum over all steps. */
export const sum = (stats, key) => stats.steps.reduce((whole, step) => whole + (step[key] || 0), 0);
