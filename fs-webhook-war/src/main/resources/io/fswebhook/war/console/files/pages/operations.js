import { a, code, dd, div, dl, dt, h, h1, p, section, span, table, tbody, td, th, thead, tr } from "../dom.js";
import { count } from "../format.js";
import { usePolled } from "../load.js";
import { KINDS, outcomeWords, Progress } from "../operation-progress.js";
import { Pager } from "../pager.js";
import { href } from "../route.js";
import { Badge, Empty, Loading, Problem, Time } from "../ui.js";
import { OPERATION, stateWords } from "../words.js";

/** Replays, discards and deletions of many, youngest first. */
export function Operations({ query }) {
  const { data, failure, isLoading, reload } = usePolled("operations", query);
  return div(
    { class: "page wide-page" },
    h1("Operations"),
    p({ class: "intro" }, "Replays, discards and deletions in bulk: how far they are, and what became of the tasks."),
    h(Problem, { failure, retry: reload }),
    data === null && !failure ? h(Loading, { what: "operations" }) : null,
    data !== null && data.items.length === 0 ? h(Empty, { title: "No operations yet." }, p("Replay or discard ", a({ href: href("dead-letters") }, "dead letters"), ", and it is listed here.")) : null,
    data !== null && data.items.length > 0 ? h(List, { items: data.items, isLoading }) : null,
    data !== null && data.items.length > 0 ? h(Pager, { page: "operations", query, answer: data }) : null,
  );
}

const List = ({ items, isLoading }) =>
  table(
    { class: "list rows", "aria-busy": String(isLoading) },
    thead(tr(th({ scope: "col" }, "Started"), th({ scope: "col" }, "Operation"), th({ scope: "col" }, "Tasks"), th({ scope: "col", class: "wide" }, "Who"))),
    tbody(
      items.map((one) =>
        tr(
          { key: one.id },
          td({ class: "when" }, h(Time, { at: one.startedAt })),
          td(
            { class: "lead" },
            a({ class: "row", href: href("operations", one.id) }, KINDS[one.kind] || one.kind),
            " ",
            h(Badge, { words: stateWords(OPERATION, one.state) }),
            p({ class: "finding" }, filterWords(one.filter)),
          ),
          td(progressWords(one), p({ class: "finding" }, outcomeWords(one))),
          td({ class: "wide" }, one.who, " ", span({ class: "muted" }, one.role)),
        ),
      ),
    ),
  );

const progressWords = ({ matched, done }) => count(done) + (!matched || matched === done ? "" : " of " + count(matched));

export function filterWords(filter) {
  const words = Object.entries(filter || {}).map(([name, value]) => name + " " + (Array.isArray(value) ? value.length : value));
  return words.length ? words.join(", ") : "all";
}

export function Operation({ id }) {
  const { data, failure, reload } = usePolled("operations/" + encodeURIComponent(id));
  if (data === null) {
    return div({ class: "page" }, h1("Operation"), h(Problem, { failure, retry: reload }), failure ? null : h(Loading, { what: "the operation" }));
  }
  return div(
    { class: "page" },
    p({ class: "crumb" }, a({ href: href("operations") }, "Operations")),
    h1((KINDS[data.kind] || data.kind) + " " + data.id),
    h(Problem, { failure, retry: reload }),
    section(
      { class: "block" },
      p(h(Badge, { words: stateWords(OPERATION, data.state) })),
      h(Progress, { operation: data, reload }),
      dl(
        { class: "headers" },
        dt("Filter"),
        dd(filterWords(data.filter)),
        data.handlers ? [dt("To"), dd(data.handlers.join(", "))] : null,
        dt("Who"),
        dd(data.who, " ", span({ class: "muted" }, data.role)),
        dt("Started"),
        dd(h(Time, { at: data.startedAt })),
        data.endedAt ? [dt("Ended"), dd(h(Time, { at: data.endedAt }))] : null,
        dt("Id"),
        dd(code(data.id)),
      ),
      h(Links, { filter: data.filter || {} }),
    ),
  );
}

/** To what the operation applied to, as it is now; selected rows have no such list. */
const Links = ({ filter }) => {
  const { state, ids, ...rest } = filter;
  return ids ? null : p(a({ href: href("deliveries", null, rest) }, "Deliveries of this filter"), " ", a({ href: href("dead-letters", null, rest) }, "Dead letters of this filter"));
};
