// The part of a chart that uPlot paints: data, colours, axes, and what is selected by dragging.
import { count, dayText, minuteText } from "./format.js";

export const HEIGHT = 150;
const DASHES = [[], [6, 3], [2, 2]];
const SHORTEST_DRAG = 4;

/** A step is drawn to its end, so the last one, in which we are, needs a point at its end. */
export function dataOf(stats, series, isLevel) {
  const last = stats.steps.at(-1);
  const end = (key) => (isLevel ? stats.now?.[key] : last?.[key]) ?? null;
  return [
    [...stats.steps.map((step) => secondsOf(step.at)), secondsOf(stats.before)],
    ...series.map(([key]) => [...stats.steps.map((step) => step[key] ?? null), end(key)]),
  ];
}

const secondsOf = (at) => new Date(at).getTime() / 1000;

/** Colours are the style sheet's, worked out for the scheme that holds now. */
function colour(place, name) {
  const probe = document.createElement("span");
  probe.className = "probe " + name;
  place.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** point: called with the step under the pointer; choose: with the times of what was selected, null where nothing is to be. */
export function options(place, { series, isLevel, words: valueWords = count, stepSeconds, point, choose }) {
  const lines = colour(place, "grid");
  const words = colour(place, "words");
  const axis = { stroke: words, grid: { stroke: lines, width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif" };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    padding: [8, 24, 0, 0], // the last time on the axis is not cut
    cursor: {
      y: false,
      drag: { x: Boolean(choose), y: false, setScale: false },
      // The others point at the same time; what is dragged is this chart's alone.
      sync: { key: "charts", filters: { pub: (type) => type === "mousemove" || type === "mouseleave" } },
      points: { size: 5 },
    },
    scales: { y: { range: (plot, least, most) => [0, Math.max(4, Math.ceil((most || 0) * 1.1))] } },
    axes: [
      { ...axis, values: (plot, seconds, axisIndex, space, every) => seconds.map((second) => tick(second, every)), space: 60, size: 26 },
      { ...axis, size: 50, space: 34, values: (plot, values) => values.map((value) => (Number.isInteger(value) ? valueWords(value) : "")) },
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
    hooks: {
      setCursor: [(plot) => point(plot.cursor.idx ?? null)],
      setSelect: [(plot) => selected(plot, stepSeconds, choose)],
    },
  };
}

/** Whole steps, since that is what is shown. */
function selected(plot, stepSeconds, choose) {
  const { left, width } = plot.select;
  if (width < SHORTEST_DRAG || !choose) {
    return;
  }
  const from = Math.floor(plot.posToVal(left, "x") / stepSeconds) * stepSeconds;
  const before = Math.ceil(plot.posToVal(left + width, "x") / stepSeconds) * stepSeconds;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  choose({ from: new Date(1000 * from).toISOString(), before: new Date(1000 * before).toISOString() });
}

/** One line: the clock, and the day where one begins. */
function tick(second, every) {
  const at = new Date(second * 1000);
  return every >= 86400 || at.getHours() + at.getMinutes() === 0 ? dayText(at) : minuteText(at);
}
