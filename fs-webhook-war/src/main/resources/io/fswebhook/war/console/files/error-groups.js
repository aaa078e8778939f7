// Why: dead letters by handler and error, the most frequent first. One filters the list by it.
import { a, button, div, h, h2, p, section, strong, table, tbody, td, th, thead, tr, useState } from "./dom.js";
import { count } from "./format.js";
import { href } from "./route.js";
import { toDelivery } from "./trail.js";
import { Ago, Time } from "./ui.js";

const USUALLY_SHOWN = 5;

export function ErrorGroups({ answer, query }) {
  const [isAll, showAll] = useState(false);
  const groups = answer?.items || [];
  if (groups.length === 0) {
    return null;
  }
  const isChosen = (group) => query.error === group.error && query.handler === group.handler;
  const shown = groups.filter((group, i) => isAll || i < USUALLY_SHOWN || isChosen(group));
  const { error, cursor, ...rest } = query;
  return section(
    { class: "block groups" },
    div(
      { class: "block-head" },
      h2("By error"),
      error ? a({ href: href("dead-letters", null, rest) }, "Show all errors") : null,
    ),
    table(
      { class: "list rows" },
      thead(tr(th({ scope: "col", class: "number" }, "Count"), th({ scope: "col" }, "Handler and error"), th({ scope: "col" }, "First"), th({ scope: "col" }, "Last"))),
      tbody(shown.map((group) => h(Group, { key: group.handler + " " + group.error, group, rest, isChosen: isChosen(group) }))),
    ),
    answer.searchedTo ? p({ class: "note" }, "Counted back to ", h(Time, { at: answer.searchedTo }), ". There may be more before that.") : null,
    groups.length > shown.length ? button({ type: "button", class: "quiet", onClick: () => showAll(true) }, "Show all " + groups.length) : null,
  );
}

const Group = ({ group, rest, isChosen }) =>
  tr(
    { class: isChosen ? "selected" : "" },
    td({ class: "number" }, strong(count(group.count))),
    td(
      { class: "lead" },
      a(
        { class: "row", href: href("dead-letters", null, { ...rest, handler: group.handler, error: group.error }), "aria-current": isChosen ? "true" : undefined },
        group.handler,
      ),
      p({ class: "error-text", title: group.text }, group.text),
    ),
    td({ class: "when first" }, h(Ago, { at: group.firstAt })),
    td({ class: "when" }, h(Ago, { at: group.lastAt }), " ", a({ class: "above", href: toDelivery(group.deliveryId, "dead-letters", { handler: group.handler, error: group.error }) }, "example")),
  );
