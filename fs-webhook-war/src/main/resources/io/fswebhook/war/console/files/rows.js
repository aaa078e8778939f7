// Lists that stand still: rows that move under somebody's pointer are clicked by mistake.
import { get } from "./api.js";
import { button, div, span } from "./dom.js";
import { counted } from "./format.js";

const MOST_LOOKED_UP = 10;
const UNFINISHED = ["pending", "retrying"];

/** The rows that are shown, as they are now; those that came since are only counted. */
export function keepRows(shown, latest) {
  if (shown.items.length === 0) {
    return latest;
  }
  const now = byId(latest.items);
  const known = byId(shown.items);
  const lastKnown = latest.items.map(({ id }) => known.has(id)).lastIndexOf(true);
  // What follows the last known row is older: it moved up when another one left.
  const top = lastKnown < 0 ? latest.items : latest.items.slice(0, lastKnown);
  const news = top.filter(({ id }) => !known.has(id)).length;
  return changed(shown, { items: shown.items.map((item) => now.get(item.id) || item), news, isMore: lastKnown < 0 });
}

/** The same; a row that a filter no longer applies to still shows what becomes of it. */
export async function keepDeliveries(shown, latest, signal) {
  const kept = keepRows(shown, latest);
  const now = byId(latest.items);
  const left = kept.items.filter((item) => !now.has(item.id) && (!item.isLookedUp || isUnfinished(item)));
  const lookedUp = new Map();
  for (const { id } of left.slice(0, MOST_LOOKED_UP)) {
    try {
      lookedUp.set(id, (await get("deliveries/" + encodeURIComponent(id), {}, signal)).tasks);
    } catch {
      // The row stays as it was; the next look tries again.
    }
  }
  const items = kept.items.map((item) => {
    const tasks = lookedUp.get(item.id);
    return tasks && tasks !== item.tasks ? { ...item, tasks, isLookedUp: true } : item;
  });
  return changed(kept, { items });
}

const byId = (items) => new Map(items.map((item) => [item.id, item]));

const isUnfinished = (item) => item.tasks.some(({ state }) => UNFINISHED.includes(state));

/** The same object where nothing has changed. */
function changed(before, { items, ...rest }) {
  const isSame = items.every((item, i) => item === before.items[i]) && Object.keys(rest).every((name) => rest[name] === before[name]);
  return isSame ? before : { ...before, ...rest, items };
}

/** What came since the rows were loaded; there is always a line of it, so that nothing moves. */
export function News({ answer, one, many, otherwise, show }) {
  const news = answer?.news || 0;
  return div(
    { class: "news", role: "status" },
    news > 0
      ? button({ type: "button", class: "primary", onClick: show }, (answer.isMore ? "At least " : "") + counted(news, one, many) + ": show")
      : span({ class: "muted" }, otherwise),
  );
}
