import { BulkDialog } from "../actions.js";
import { useColumns } from "../columns.js";
import { a, button, div, h, h1, input, p, span, table, tbody, td, th, thead, tr, useState } from "../dom.js";
import { Filters } from "../filters.js";
import { bytes } from "../format.js";
import { useLoad, usePolled } from "../load.js";
import { OperationProgress } from "../operation-progress.js";
import { Pager } from "../pager.js";
import { keepDeliveries, News } from "../rows.js";
import { mayAct } from "../session.js";
import { States } from "../states.js";
import { keepTrail, toDelivery } from "../trail.js";
import { Empty, Loading, Problem, Time } from "../ui.js";
import { SOURCE, TASK } from "../words.js";

export const STATES = Object.entries(TASK).map(([state, { word }]) => [state, word]);

/** Those that can be shown beside when, what and the handlers' states. */
export const COLUMNS = { error: "Last error", organisation: "Organisation", size: "Size", signed: "Signed", id: "Id" };

export const useNames = () => {
  const { data: setUp } = useLoad("setup");
  const { data: handlers } = useLoad("handlers");
  const streams = (setUp?.streams || []).map(({ name }) => "stream:" + name);
  return { events: [...(setUp?.events || []), ...streams], handlers: (handlers?.items || []).map((handler) => handler.name) };
};

export const fieldsOf = (names, { state } = {}) => [
  { name: "text", word: "Text in the body", kind: "text" },
  { name: "source", word: "Source", kind: "choice", choices: SOURCE },
  { name: "event", word: "Event", kind: "name", choices: names.events },
  ...(state ? [{ name: "state", word: "State", kind: "choice", choices: STATES }] : []),
  { name: "handler", word: "Handler", kind: "name", choices: names.handlers },
  { name: "organisation", word: "Organisation", kind: "text" },
  { name: "from", word: "From", kind: "time" },
  { name: "before", word: "Before", kind: "time" },
  { name: "error", kind: "kept" },
];

export const picked = (query, names) => Object.fromEntries(names.filter((name) => query[name]).map((name) => [name, query[name]]));

export function Deliveries({ query }) {
  const names = useNames();
  const fields = fieldsOf(names, { state: true });
  const { data, failure, isLoading, reload } = usePolled("deliveries", query, keepDeliveries);
  const [columns, chooser] = useColumns("deliveries", COLUMNS, ["organisation", "size"]);
  const filter = picked(query, fields.map(({ name }) => name));
  const [isAsked, ask] = useState(false);
  const [operation, follow] = useState(null);
  const done = (id) => {
    follow(id);
    reload();
  };
  return div(
    { class: "page wide-page" },
    h1("Deliveries"),
    operation ? h(OperationProgress, { key: operation, id: operation, close: () => follow(null) }) : null,
    h(Filters, { page: "deliveries", query, fields }),
    div(
      { class: "list-head" },
      h(News, {
        answer: data,
        one: "new delivery",
        many: "new deliveries",
        otherwise: query.cursor ? "This is an older page. New deliveries appear on the first one." : "New deliveries are announced here.",
        show: reload,
      }),
      chooser,
    ),
    h(Problem, { failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "deliveries" })) : h(DeliveryTable, { answer: data, isLoading, query, list: "deliveries", columns }),
    data ? h(Pager, { page: "deliveries", query, answer: data }) : null,
    // Never of everything, and out of the way: it is for requests of erasure.
    mayAct() && Object.keys(filter).length ? div({ class: "bulk" }, button({ type: "button", class: "danger", onClick: () => ask(true) }, "Delete all that match…")) : null,
    isAsked ? h(BulkDialog, { kind: "delete", filter, close: () => ask(false), done }) : null,
  );
}

/** selection: { has, toggle, all, isAll }, where rows can be selected. */
export function DeliveryTable({ answer, isLoading, query, list, columns, selection }) {
  keepTrail(list, query, answer);
  if (answer.items.length === 0) {
    return h(Empty, { title: "No delivery matches." }, p(Object.keys(query).length ? "Remove a filter, or look further back." : "No delivery has arrived yet."));
  }
  return table(
    { class: "list rows dense", "aria-busy": String(isLoading) },
    thead(
      tr(
        selection ? th({ scope: "col", class: "pick" }, check("all rows on this page", selection.isAll, selection.all)) : null,
        th({ scope: "col", class: "when" }, "Received"),
        th({ scope: "col", class: "event" }, "Event"),
        th({ scope: "col", class: "handlers" }, "Handlers"),
        columns.map((name) => th({ key: name, scope: "col", class: name }, COLUMNS[name])),
      ),
    ),
    tbody(answer.items.map((item) => h(Row, { key: item.id, item, link: toDelivery(item.id, list, query), columns, selection }))),
  );
}

const Row = ({ item, link, columns, selection }) =>
  tr(
    { class: selection?.has(item.id) ? "selected" : "" },
    selection ? td({ class: "pick" }, check(item.event + ", delivery " + item.id, selection.has(item.id), () => selection.toggle(item.id))) : null,
    td({ class: "when" }, h(Time, { at: item.receivedAt })),
    td(
      { class: "event lead" },
      a({ class: "row", href: link, title: item.event, "aria-label": item.event + ", delivery " + item.id }, item.event),
      item.test ? span({ class: "tag" }, "test") : null,
      item.violatesSchema ? span({ class: "tag warn-text", title: "Its body violates its schema." }, "schema") : null,
    ),
    td({ class: "handlers" }, h(States, { tasks: item.tasks, link })),
    columns.map((name) => td({ key: name, class: name }, CELLS[name](item))),
  );

const check = (what, checked, onChange) => input({ type: "checkbox", "aria-label": "Select " + what, checked, onChange });

const CELLS = {
  error: (item) => cell(lastError(item)),
  organisation: (item) => cell(item.organisation),
  size: (item) => bytes(item.size),
  signed: (item) => h(Time, { at: item.signedAt }),
  id: (item) => cell(item.id),
};

const cell = (text) => (text ? span({ title: text }, text) : span({ class: "muted" }, "–"));

/** Of the task that is worst off. */
function lastError({ tasks }) {
  const failed = tasks.filter((one) => one.error);
  return (failed.find((one) => one.state === "dead") || failed[0])?.error;
}
