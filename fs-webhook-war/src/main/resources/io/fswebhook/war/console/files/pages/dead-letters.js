import { BulkDialog } from "../actions.js";
import { useColumns } from "../columns.js";
import { div, h, h1, p, span, useEffect, useState } from "../dom.js";
import { ErrorGroups } from "../error-groups.js";
import { Filters } from "../filters.js";
import { counted } from "../format.js";
import { usePolled } from "../load.js";
import { OperationProgress } from "../operation-progress.js";
import { Pager } from "../pager.js";
import { keepDeliveries } from "../rows.js";
import { ActionButton, Empty, Loading, Problem, ViewerNote } from "../ui.js";
import { COLUMNS, DeliveryTable, fieldsOf, picked, useNames } from "./deliveries.js";

const GROUPED_BY = ["source", "event", "handler", "organisation", "from", "before", "text"];
const FILTERS = [...GROUPED_BY, "error"];

export function DeadLetters({ query }) {
  const names = useNames();
  const { data, failure, isLoading, reload } = usePolled("deliveries", { ...query, state: "dead" }, keepDeliveries);
  const groups = usePolled("error-groups", picked(query, query.error ? GROUPED_BY.filter((name) => name !== "handler") : GROUPED_BY));
  const [columns, chooser] = useColumns("dead-letters", COLUMNS, ["error"]);
  const selection = useSelection(query, data?.items || []);
  const [asked, ask] = useState(null);
  const [operation, follow] = useState(null);
  const isEmpty = data !== null && data.items.length === 0;
  const head = [
    h1({ key: "title" }, "Dead letters"),
    p({ key: "intro", class: "intro" }, "Deliveries that a handler gave up on, or whose last attempt failed. Replay them once the cause is fixed."),
  ];
  if (groups.data === null && !groups.failure) {
    // Groups above the buttons would move them while somebody is about to press one.
    return div({ class: "page wide-page" }, head, h(Loading, { what: "dead letters" }));
  }
  const done = (id) => {
    follow(id);
    selection.clear();
    reload();
    groups.reload();
  };

  return div(
    { class: "page wide-page" },
    head,
    operation ? h(OperationProgress, { key: operation, id: operation, close: () => follow(null) }) : null,
    h(ErrorGroups, { answer: groups.data, query }),
    h(Filters, { page: "dead-letters", query, fields: fieldsOf(names) }),
    h(Bulk, { selection, isEmpty: isEmpty && !query.cursor, filter: picked(query, FILTERS), ask, chooser }),
    h(ViewerNote),
    h(Problem, { failure: failure || groups.failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "dead letters" })) : null,
    isEmpty && !data.searchedTo ? h(Nothing, { isFiltered: Object.keys(query).length > 0 }) : null,
    data !== null && !isEmpty ? h(DeliveryTable, { answer: data, isLoading, query, list: "dead-letters", columns, selection }) : null,
    data !== null && (!isEmpty || data.searchedTo) ? h(Pager, { page: "dead-letters", query, answer: data }) : null,
    asked ? h(BulkDialog, { ...asked, close: () => ask(null), done }) : null,
  );
}

const Nothing = ({ isFiltered }) =>
  isFiltered
    ? h(Empty, { title: "No dead letter matches." }, p("There may be others: remove a filter, or look further back."))
    : h(Empty, { title: "No dead letters." }, p("No handler has given up on a delivery that is still stored."));

/** Of rows on this page; another filter or page begins anew, and what is no longer shown is not selected. */
function useSelection(query, items) {
  const [chosen, change] = useState(new Set());
  const key = JSON.stringify(query);
  useEffect(() => change(new Set()), [key]);
  const ids = items.map(({ id }) => id).filter((id) => chosen.has(id));
  const toggle = (id) => {
    const next = new Set(chosen);
    if (!next.delete(id)) {
      next.add(id);
    }
    change(next);
  };
  const isAll = items.length > 0 && ids.length === items.length;
  return {
    ids,
    toggle,
    isAll,
    has: (id) => chosen.has(id),
    all: () => change(isAll ? new Set() : new Set(items.map(({ id }) => id))),
    clear: () => change(new Set()),
  };
}

/** What is selected, else all that match, also those on other pages. */
function Bulk({ selection, isEmpty, filter, ask, chooser }) {
  const some = selection.ids.length;
  const act = (kind) => () => ask({ kind, filter: { ...filter, ...(some ? { ids: selection.ids } : {}), state: "dead" } });
  const what = some ? counted(some, "selected", "selected") : "all that match";
  return div(
    { class: "bulk" },
    h(ActionButton, { kind: "primary", disabled: isEmpty, onAct: act("replay") }, "Replay " + what + "…"),
    h(ActionButton, { kind: "danger", disabled: isEmpty, onAct: act("discard") }, "Discard " + what + "…"),
    h(ActionButton, { kind: "danger", disabled: isEmpty, onAct: act("delete") }, "Delete " + what + "…"),
    span({ class: "muted" }, "You will see the count before anything happens."),
    chooser,
  );
}
