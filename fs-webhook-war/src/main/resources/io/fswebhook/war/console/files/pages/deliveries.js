import { a, div, h, h1, p, span, table, tbody, td, th, thead, tr } from "../dom.js";
import { Filters } from "../filters.js";
import { bytes } from "../format.js";
import { useLoad, usePolled } from "../load.js";
import { Pager } from "../pager.js";
import { href } from "../route.js";
import { keepDeliveries, News } from "../rows.js";
import { breakable, Empty, TaskBadge, Loading, Problem, Time } from "../ui.js";
import { TASK } from "../words.js";

export const STATES = Object.entries(TASK).map(([state, { word }]) => [state, word]);

export const useNames = () => {
  const { data: setUp } = useLoad("setup");
  const { data: handlers } = useLoad("handlers");
  return { events: setUp?.events || [], handlers: (handlers?.items || []).map((handler) => handler.name) };
};

export function Deliveries({ query }) {
  const names = useNames();
  const { data, failure, isLoading, reload } = usePolled("deliveries", query, keepDeliveries);
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
    h(News, {
      answer: data,
      one: "new delivery",
      many: "new deliveries",
      otherwise: query.cursor ? "This is an older page. New deliveries appear on the first one." : "New deliveries are announced here.",
      show: reload,
    }),
    h(Problem, { failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "deliveries" })) : h(DeliveryTable, { answer: data, isLoading, query }),
    data ? h(Pager, { page: "deliveries", query, answer: data }) : null,
  );
}

export function DeliveryTable({ answer, isLoading, query }) {
  if (answer.items.length === 0) {
    return h(Empty, { title: "No delivery matches." }, p(Object.keys(query).length ? "Remove a filter, or look further back." : "No delivery has arrived yet."));
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
    td(div({ class: "states" }, item.tasks.length ? item.tasks.map((one) => h(State, { key: one.handler, one })) : span({ class: "muted" }, "no subscribed handler"))),
    td({ class: "wide organisation" }, item.organisation || span({ class: "muted" }, "–")),
    td({ class: "wide number" }, bytes(item.size)),
  );

const State = ({ one }) =>
  span({ class: "state" }, span({ class: "handler" }, one.handler), h(TaskBadge, { state: one.state, extra: one.attempts > 1 ? "×" + one.attempts : null }));
