import { a, code, dd, div, dl, dt, h, h1, h2, li, p, pre, section, span, strong, table, tbody, td, th, thead, tr, ul } from "../dom.js";
import { Filters } from "../filters.js";
import { bytes, counted } from "../format.js";
import { useLoad, usePolled } from "../load.js";
import { Pager } from "../pager.js";
import { href } from "../route.js";
import { keepRows, News } from "../rows.js";
import { Badge, Empty, Loading, Problem, Time } from "../ui.js";
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

const fact = (name, value) => div(dt(name), dd(value));

export function Rejection({ id }) {
  const { data, failure, reload } = useLoad("rejections/" + encodeURIComponent(id));
  if (data === null) {
    return div({ class: "page" }, h1("Rejection"), h(Problem, { failure, retry: reload }), failure ? null : h(Loading, { what: "the rejection" }));
  }
  const words = rejectionWords(data.reason);
  return div(
    { class: "page" },
    p({ class: "crumb" }, a({ href: href("rejections") }, "Rejections")),
    h1(words.word),
    dl(
      { class: "facts" },
      fact("Received", h(Time, { at: data.receivedAt })),
      fact("From", data.address || "–"),
      fact("Size", bytes(data.size)),
      fact("Reason", code(data.reason)),
    ),
    h(Explanation, { rejection: data, words }),
    section(
      { class: "block" },
      h2("Request"),
      dl(
        { class: "headers" },
        data.detail ? [dt("Detail"), dd(data.detail)] : null,
        dt("Signature or token"),
        dd(data.header ? code(data.header) : "none"),
      ),
      data.leftOut ? p({ class: "note" }, counted(data.leftOut, "more request", "more requests") + " with the same reason arrived around this time and were not stored individually.") : null,
    ),
    data.body
      ? section({ class: "block" }, h2("Stored part of the body"), pre({ class: "body raw", tabIndex: 0, role: "region", "aria-label": "Body" }, data.body))
      : null,
  );
}

function Explanation({ rejection, words }) {
  const findings = rejection.findings || [];
  return section(
    { class: "block explanation" },
    h2("Cause and fix"),
    findings.length === 0
      ? [p(words.text), p(strong("To do: "), words.todo)]
      : ul(
          { class: "plain findings" },
          findings.map((finding) =>
            li(
              { key: finding.code },
              finding.wouldBeValid
                ? h(Badge, { words: { word: "Found", tone: "ok", sign: "✓" } })
                : h(Badge, { words: { word: "Seen", tone: "calm", sign: "○" } }),
              span({ class: "sentence" }, finding.sentence),
            ),
          ),
        ),
    findings.some((finding) => finding.wouldBeValid)
      ? p({ class: "note" }, "“Found” means that the request would be accepted but for this.")
      : findings.length
        ? p({ class: "note" }, words.text, " ", words.todo)
        : null,
  );
}
