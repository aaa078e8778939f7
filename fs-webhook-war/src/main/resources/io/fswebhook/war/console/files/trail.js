// The list that somebody came from: what comes before and after a delivery in it.
import { get } from "./api.js";
import { useEffect, useState } from "./dom.js";
import { href } from "./route.js";

let trail = { key: null, ids: [], nextCursor: null };

/** Where a row leads: the delivery, with the list it stands in. */
export const toDelivery = (id, list, query) => href("deliveries", id, list === "deliveries" ? query : { ...query, list });

/** Back to the list, with its filters. */
export function toList({ list, ...query }) {
  return href(list || "deliveries", null, query);
}

/** What the API is asked for the rows of a list. */
export const rowsOf = ({ list, ...query }) => (list === "dead-letters" ? { ...query, state: "dead" } : query);

/** Remembers the rows that a page shows. */
export function keepTrail(list, query, answer) {
  const key = keyOf(list === "deliveries" ? query : { ...query, list });
  trail = { key, ids: answer.items.map(({ id }) => id), nextCursor: answer.nextCursor };
}

const keyOf = (query) => JSON.stringify(Object.entries(query).sort());

/** @returns the ids before and after, null where there is none */
export function useNeighbours(id, query) {
  const [, redraw] = useState(0);
  const key = keyOf(query);
  useEffect(() => {
    const own = new AbortController();
    find(id, query, key, own.signal).then(() => own.signal.aborted || redraw((n) => n + 1), () => {});
    return () => own.abort();
  }, [id, key]);
  const at = trail.key === key ? trail.ids.indexOf(id) : -1;
  return at < 0 ? { previous: null, next: null } : { previous: trail.ids[at - 1] || null, next: trail.ids[at + 1] || null };
}

/** Whoever opens a link to a delivery has seen no list; and a list goes on on its next page. */
async function find(id, query, key, signal) {
  if (trail.key !== key || !trail.ids.includes(id)) {
    const page = await get("deliveries", rowsOf(query), signal);
    trail = { key, ids: page.items.map((item) => item.id), nextCursor: page.nextCursor };
  }
  if (trail.nextCursor && trail.ids.at(-1) === id) {
    const page = await get("deliveries", { ...rowsOf(query), cursor: trail.nextCursor }, signal);
    trail = { key, ids: [...trail.ids, ...page.items.map((item) => item.id)], nextCursor: page.nextCursor };
  }
}
