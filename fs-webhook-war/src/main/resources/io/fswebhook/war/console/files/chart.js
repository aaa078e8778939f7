// A chart of one or more figures over time, drawn by uPlot; the same as a table for who cannot see it.
import { details, div, h, h2, section, span, summary, table, tbody, td, th, thead, tr, useEffect, useRef, useState } from "./dom.js";
import { count, dayText, minuteText } from "./format.js";
import { onSchemeChange } from "./theme.js";
import { Time } from "./ui.js";

const HEIGHT = 150;
const MOST_ROWS = 60;
const DASHES = [[], [6, 3], [2, 2]];

/** series: [[key in a step, word, tone], …]. A level is shown as it is, all else is counted by step. */
export function Chart({ title, stats, series, isLevel }) {
  const place = useRef(null);
  const plot = useRef(null);
  const [at, point] = useState(null);

  useEffect(() => {
    let observer = null;
    const draw = () => {
      plot.current?.destroy();
      plot.current = new window.uPlot(options(place.current, series, isLevel, point), dataOf(stats, series), place.current);
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
  }, []);

  useEffect(() => {
    plot.current?.setData(dataOf(stats, series));
  }, [stats]);

  const step = at === null ? null : stats.steps[at];
  return section(
    { class: "chart" },
    div(
      { class: "chart-head" },
      h2(title),
      div(
        { class: "legend" },
        series.map(([key, word, tone], i) =>
          span({ key, class: "entry" }, span({ class: "line " + tone + " dash" + i, "aria-hidden": "true" }), word + " ", span({ class: "value" }, figure(step, stats, key, isLevel))),
        ),
        span({ class: "at" }, step ? h(Time, { at: step.at }) : isLevel ? "now" : "in all"),
      ),
    ),
    div({ class: "plot", ref: place, role: "img", "aria-label": title + ": " + series.map(([key, word]) => word.toLowerCase() + " " + figure(null, stats, key, isLevel)).join(", ") + ". The same as a table below." }),
    h(AsTable, { title, stats, series }),
  );
}

function figure(step, stats, key, isLevel) {
  if (step) {
    return step[key] === null || step[key] === undefined ? "–" : count(step[key]);
  }
  return count((isLevel ? stats.now[key] : stats.totals[key]) ?? 0);
}

function AsTable({ title, stats, series }) {
  const rows = stats.steps.filter((step) => series.some(([key]) => step[key])).slice(-MOST_ROWS).reverse();
  return details(
    { class: "as-table" },
    summary("As a table", span({ class: "visually-hidden" }, ": " + title)),
    rows.length === 0
      ? div({ class: "muted" }, "All values are zero.")
      : table(
          { class: "list" },
          thead(tr(th({ scope: "col" }, "From"), series.map(([key, word]) => th({ key, scope: "col", class: "number" }, word)))),
          tbody(rows.map((step) => tr({ key: step.at }, td(h(Time, { at: step.at })), series.map(([key]) => td({ key, class: "number" }, count(step[key] ?? 0)))))),
        ),
  );
}

const dataOf = (stats, series) => [
  stats.steps.map((step) => new Date(step.at).getTime() / 1000),
  ...series.map(([key]) => stats.steps.map((step) => step[key] ?? null)),
];

/** Colours are the style sheet's, worked out for the scheme that holds now. */
function colour(place, name) {
  const probe = document.createElement("span");
  probe.className = "probe " + name;
  place.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function options(place, series, isLevel, point) {
  const lines = colour(place, "grid");
  const words = colour(place, "words");
  const axis = { stroke: words, grid: { stroke: lines, width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif" };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    padding: [8, 24, 0, 0], // the last time on the axis is not cut
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: "overview" }, points: { size: 5 } },
    scales: { y: { range: (plot, least, most) => [0, Math.max(4, Math.ceil((most || 0) * 1.1))] } },
    axes: [
      { ...axis, values: (plot, seconds, axisIndex, space, every) => seconds.map((second) => tick(second, every)), space: 60, size: 26 },
      { ...axis, size: 46, space: 34, values: (plot, values) => values.map((value) => (Number.isInteger(value) ? count(value) : "")) },
    ],
    series: [
      {},
      ...series.map(([, word, tone], i) => ({
        label: word,
        stroke: colour(place, tone),
        width: 1.5,
        dash: DASHES[i],
        points: { show: false },
        spanGaps: false,
        fill: i === 0 ? colour(place, tone).replace(/^rgb\((.*)\)$/, "rgba($1, 0.12)") : undefined,
        paths: isLevel ? window.uPlot.paths.linear() : window.uPlot.paths.stepped({ align: 1 }),
      })),
    ],
    hooks: { setCursor: [(plot) => point(plot.cursor.idx ?? null)] },
  };
}

/** One line: the clock, and the day where one begins. */
function tick(second, every) {
  const at = new Date(second * 1000);
  return every >= 86400 || at.getHours() + at.getMinutes() === 0 ? dayText(at) : minuteText(at);
}
