import { get } from "../api.js";
import { a, button, div, h, h1, p, span, table, tbody, td, th, thead, tr, useEffect, useRef, useState } from "../dom.js";
import { Filters } from "../filters.js";
import { bytes, counted } from "../format.js";
import { useLive } from "../live.js";
import { useLoad, useSettled } from "../load.js";
import { Pager } from "../pager.js";
import { href } from "../route.js";
import { breakable, Empty, HandlingBadge, Loading, Problem, Time } from "../ui.js";
import { HANDLING } from "../words.js";

const MOST_LOOKED_UP = 10;

export const STATES = Object.entries(HANDLING).map(([state, { word }]) => [state, word]);

export const useNames = () => {
  const { data: setUp } = useLoad("setup");
  const { data: handlers } = useLoad("handlers");
  return { events: setUp?.events || [], handlers: (handlers?.items || []).map((handler) => handler.name) };
};

export function Deliveries({ query }) {
  const names = useNames();
  const { data, failure, isLoading, reload, replace } = useLoad("deliveries", query);
  const [news, setNews] = useState(0);
  const key = JSON.stringify(query);
  useEffect(() => setNews(0), [key]);
  const showNews = () => {
    setNews(0);
    reload();
  };
  useShownAttempts(data, replace);
  const reloadSoon = useSettled(reload, 300);

  useLive((name) => {
    if (query.cursor) {
      return;
    }
    if (name === "delivery" && data && data.items.length > 0) {
      // Rows that move under somebody's pointer are clicked by mistake: they come when asked for.
      setNews((n) => n + 1);
    } else if (name === "delivery" || name === "missed") {
      reloadSoon();
    }
  });

  return div(
    { class: "page" },
    h1("Deliveries"),
    h(Filters, {
      page: "deliveries",
      query,
      fields: [
        { name: "text", word: "Text in the body", kind: "text" },
        { name: "event", word: "Event", kind: "name", choices: names.events },
        { name: "state", word: "State", kind: "choice", choices: STATES },
        { name: "handler", word: "Handler", kind: "name", choices: names.handlers },
        { name: "organisation", word: "Organisation", kind: "text" },
        { name: "from", word: "From", kind: "time" },
        { name: "before", word: "Before", kind: "time" },
      ],
    }),
    div(
      { class: "news", role: "status" },
      news > 0
        ? button({ type: "button", class: "primary", onClick: showNews }, counted(news, "new delivery", "new deliveries") + ": show")
        : span({ class: "muted" }, query.cursor ? "An older page. New deliveries come on the newest one." : "New deliveries are announced here."),
    ),
    h(Problem, { failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "deliveries" })) : h(DeliveryTable, { answer: data, isLoading, query }),
    data ? h(Pager, { page: "deliveries", query, answer: data }) : null,
  );
}

/** What becomes of the deliveries that are shown is shown in their rows, which stay where they are. */
export function useShownAttempts(data, replace) {
  const changed = useRef(new Set());
  const look = useSettled(async () => {
    const ids = [...changed.current].slice(0, MOST_LOOKED_UP);
    ids.forEach((id) => changed.current.delete(id));
    for (const id of ids) {
      try {
        const { handlings } = await get("deliveries/" + encodeURIComponent(id));
        replace((shown) => shown && { ...shown, items: shown.items.map((item) => (item.id === id ? { ...item, handlings } : item)) });
      } catch {
        // The row stays as it was; the next event tries again.
      }
    }
    if (changed.current.size > 0) {
      look();
    }
  }, 300);
  useLive((name, event) => {
    if (name === "attempt" && data?.items.some((item) => item.id === event.id)) {
      changed.current.add(event.id);
      look();
    }
  });
}

export function DeliveryTable({ answer, isLoading, query }) {
  if (answer.items.length === 0) {
    return h(Empty, { title: "No delivery matches." }, p(Object.keys(query).length ? "Take a filter away, or look further back." : "None has arrived yet."));
  }
  return table(
    { class: "list rows", "aria-busy": String(isLoading) },
    thead(tr(th({ scope: "col" }, "Received"), th({ scope: "col" }, "Event"), th({ scope: "col" }, "Handlers"), th({ scope: "col", class: "wide" }, "Organisation"), th({ scope: "col", class: "wide number" }, "Size"))),
    tbody(answer.items.map((item) => h(Row, { key: item.id, item }))),
  );
}

const Row = ({ item }) =>
  tr(
    td({ class: "when" }, h(Time, { at: item.receivedAt })),
    td(
      { class: "event" },
      a({ class: "row", href: href("deliveries", item.id), "aria-label": item.event + ", delivery " + item.id }, breakable(item.event)),
      item.test ? span({ class: "tag" }, "test") : null,
    ),
    td(div({ class: "states" }, item.handlings.length ? item.handlings.map((one) => h(State, { key: one.handler, one })) : span({ class: "muted" }, "no handler wanted it"))),
    td({ class: "wide organisation" }, item.organisation || span({ class: "muted" }, "–")),
    td({ class: "wide number" }, bytes(item.size)),
  );

const State = ({ one }) =>
  span({ class: "state" }, span({ class: "handler" }, one.handler), h(HandlingBadge, { state: one.state, extra: one.attempts > 1 ? "×" + one.attempts : null }));
