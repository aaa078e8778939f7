import { a, div, h, h1, p, span, table, tbody, td, th, thead, tr } from "../dom.js";
import { Filters } from "../filters.js";
import { counted } from "../format.js";
import { usePolled } from "../load.js";
import { Pager } from "../pager.js";
import { href } from "../route.js";
import { keepRows, News } from "../rows.js";
import { Empty, Loading, Problem, Time } from "../ui.js";
import { REJECTION, rejectionWords } from "../words.js";

const REASONS = Object.entries(REJECTION).map(([reason, { word }]) => [reason, word]);

export function Rejections({ query }) {
  const { data, failure, isLoading, reload } = usePolled("rejections", query, keepRows);
  return div(
    { class: "page" },
    h1("Rejections"),
    p({ class: "intro" }, "Rejected requests and the reasons. Senders are never told why."),
    h(Filters, { page: "rejections", query, fields: [{ name: "reason", word: "Reason", kind: "choice", choices: REASONS }] }),
    h(News, { answer: data, one: "new rejection", many: "new rejections", otherwise: "New rejections are announced here.", show: reload }),
    h(Problem, { failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "rejections" })) : h(List, { items: data.items, isLoading }),
    data && data.items.length ? h(Pager, { page: "rejections", query, answer: data }) : null,
  );
}

const List = ({ items, isLoading }) =>
  items.length === 0
    ? h(Empty, { title: "No rejections." }, p("A limited number is kept, for a limited time."))
    : table(
        { class: "list rows", "aria-busy": String(isLoading) },
        thead(tr(th({ scope: "col" }, "Received"), th({ scope: "col" }, "Reason"), th({ scope: "col", class: "wide" }, "From"))),
        tbody(items.map((item) => h(Row, { key: item.id, item }))),
      );

function Row({ item }) {
  const finding = (item.findings || [])[0];
  return tr(
    td({ class: "when" }, h(Time, { at: item.receivedAt })),
    td(
      a({ class: "row", href: href("rejections", item.id) }, rejectionWords(item.reason).word),
      item.leftOut ? span({ class: "tag" }, counted(item.leftOut, "more like it", "more like it")) : null,
      finding ? p({ class: "finding" }, finding.sentence) : null,
    ),
    td({ class: "wide" }, item.address),
  );
}
