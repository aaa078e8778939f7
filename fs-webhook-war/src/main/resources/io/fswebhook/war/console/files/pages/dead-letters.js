import { BulkDialog } from "../actions.js";
import { a, div, h, h1, h2, li, p, section, span, strong, ul, useState } from "../dom.js";
import { Filters } from "../filters.js";
import { usePolled } from "../load.js";
import { Pager } from "../pager.js";
import { href } from "../route.js";
import { keepDeliveries } from "../rows.js";
import { ActionButton, Ago, Empty, Loading, Problem, ViewerNote } from "../ui.js";
import { DeliveryTable, useNames } from "./deliveries.js";

const FILTERS = ["event", "handler", "organisation", "from", "before"];

export function DeadLetters({ query }) {
  const names = useNames();
  const { data, failure, isLoading, reload } = usePolled("deliveries", { ...query, state: "dead" }, keepDeliveries);
  const handlers = usePolled("handlers");
  const [kind, open] = useState(null);
  const filter = Object.fromEntries(FILTERS.filter((name) => query[name]).map((name) => [name, query[name]]));
  const isEmpty = data !== null && data.items.length === 0;
  const head = [
    h1({ key: "title" }, "Dead letters"),
    p({ key: "intro", class: "intro" }, "Deliveries that a handler gave up on, or whose last attempt failed. Replay them once the cause is fixed."),
  ];
  if (handlers.data === null && !handlers.failure) {
    // Error messages above the buttons would move them while somebody is about to press one.
    return div({ class: "page" }, head, h(Loading, { what: "dead letters" }));
  }

  return div(
    { class: "page" },
    head,
    h(LastErrors, { handlers: handlers.data?.items || [] }),
    h(Filters, {
      page: "dead-letters",
      query,
      fields: [
        { name: "event", word: "Event", kind: "name", choices: names.events },
        { name: "handler", word: "Handler", kind: "name", choices: names.handlers },
        { name: "organisation", word: "Organisation", kind: "text" },
        { name: "from", word: "From", kind: "time" },
        { name: "before", word: "Before", kind: "time" },
      ],
    }),
    div(
      { class: "bulk" },
      h(ActionButton, { kind: "primary", disabled: isEmpty && !query.cursor, onAct: () => open("replay") }, "Replay all that match…"),
      h(ActionButton, { kind: "danger", disabled: isEmpty && !query.cursor, onAct: () => open("discard") }, "Discard all that match…"),
      span({ class: "muted" }, "You will see the count before anything happens."),
    ),
    h(ViewerNote),
    h(Problem, { failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "dead letters" })) : null,
    isEmpty && !data.searchedTo
      ? h(Empty, { title: Object.keys(query).length ? "No dead letter matches." : "No dead letters." }, p("Every delivery was handled or is still being retried."))
      : null,
    data !== null && !isEmpty ? h(DeliveryTable, { answer: data, isLoading, query }) : null,
    data !== null && (!isEmpty || data.searchedTo) ? h(Pager, { page: "dead-letters", query, answer: data }) : null,
    kind ? h(BulkDialog, { kind, filter: kind === "discard" ? filter : { ...filter, state: "dead" }, close: () => open(null), done: reload }) : null,
  );
}

/** Why: what each handler said last, which is mostly the same for all that died of one cause. */
function LastErrors({ handlers }) {
  const failing = handlers.filter((handler) => handler.lastError && handler.counts.dead > 0);
  return failing.length === 0
    ? null
    : section(
        { class: "block causes" },
        h2("Latest errors"),
        ul(
          { class: "plain" },
          failing.map((handler) =>
            li(
              { key: handler.name },
              a({ href: href("dead-letters", null, { handler: handler.name }) }, strong(handler.name)),
              " ",
              span({ class: "muted" }, h(Ago, { at: handler.lastError.at })),
              p({ class: "error-text" }, handler.lastError.text),
            ),
          ),
        ),
      );
}
