import { post } from "../api.js";
import { Dialog } from "../dialog.js";
import { a, button, div, h, h1, input, label, p, span, table, tbody, td, th, thead, tr, useId, useState } from "../dom.js";
import { Filters } from "../filters.js";
import { usePolled } from "../load.js";
import { say } from "../notice.js";
import { Pager } from "../pager.js";
import { mayAct } from "../session.js";
import { href } from "../route.js";
import { Badge, Empty, Loading, Problem, Time, ViewerNote } from "../ui.js";
import { ATTENTION } from "../words.js";

const FIELDS = [
  { name: "state", word: "State", kind: "choice", choices: [["open", "Open"], ["resolved", "Resolved"]] },
  { name: "kind", word: "Kind", kind: "choice", choices: Object.entries(ATTENTION).map(([kind, { word }]) => [kind, word]) },
  { name: "subject", word: "Subject", kind: "text" },
];

/** What needed attention, and what still does. */
export function Alerts({ query }) {
  const { data, failure, isLoading, reload } = usePolled("alerts", query);
  const [asked, ask] = useState(null);
  return div(
    { class: "page" },
    h1("Alerts"),
    p({ class: "intro" }, "What needs attention, from when it was first seen until it was resolved. Acknowledging one ends its reminders."),
    h(ViewerNote),
    h(Filters, { page: "alerts", query, fields: FIELDS }),
    h(Problem, { failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "alerts" })) : h(List, { items: data.items, isLoading, ask }),
    data && data.items.length ? h(Pager, { page: "alerts", query, answer: data }) : null,
    asked ? h(Acknowledge, { alert: asked, close: () => ask(null), done: reload }) : null,
  );
}

const List = ({ items, isLoading, ask }) =>
  items.length === 0
    ? h(Empty, { title: "No alerts." }, p("Resolved ones are kept for a limited time."))
    : table(
        { class: "list", "aria-busy": String(isLoading) },
        thead(tr(th({ scope: "col" }, "Opened"), th({ scope: "col" }, "Alert"))),
        tbody(items.map((alert) => h(Row, { key: alert.id, alert, ask }))),
      );

function Row({ alert, ask }) {
  const { word, page } = ATTENTION[alert.kind] || { word: alert.kind, page: null };
  const isBad = alert.severity === "bad";
  const isOpen = alert.state === "open";
  return tr(
    td({ class: "when" }, h(Time, { at: alert.openedAt })),
    td(
      { class: "lead" },
      h(Badge, { words: isOpen ? { word, tone: isBad ? "bad" : "warn", sign: isBad ? "✕" : "!" } : { word, tone: "calm", sign: "○" } }),
      " ",
      page && isOpen ? a({ href: href(page, page === "handlers" ? alert.subject : null) }, alert.text) : span(alert.text),
      isOpen && alert.advice ? p({ class: "finding" }, alert.advice) : null,
      isOpen ? null : p({ class: "finding" }, "Resolved ", h(Time, { at: alert.resolvedAt })),
      h(Who, { acknowledged: alert.acknowledged }),
      isOpen && !alert.acknowledged && mayAct() ? p(button({ type: "button", "aria-label": "Acknowledge… " + alert.text, onClick: () => ask(alert) }, "Acknowledge…")) : null,
    ),
  );
}

const Who = ({ acknowledged }) =>
  acknowledged ? p({ class: "finding" }, "Acknowledged by " + acknowledged.by + " ", h(Time, { at: acknowledged.at }), acknowledged.note ? ": " + acknowledged.note : null) : null;

function Acknowledge({ alert, close, done }) {
  const [note, write] = useState("");
  const [failure, fail] = useState(null);
  const [isWorking, work] = useState(false);
  const id = useId();
  const run = async () => {
    work(true);
    fail(null);
    try {
      await post("alerts/" + encodeURIComponent(alert.id) + "/acknowledge", note.trim() ? { note: note.trim() } : {});
      close();
      say("Acknowledged.");
      done();
    } catch (e) {
      fail(e);
      work(false);
    }
  };
  return h(Dialog, {
    title: "Acknowledge this alert?",
    close,
    buttons: [
      button({ type: "button", onClick: close }, "Cancel"),
      button({ type: "button", class: "primary", disabled: isWorking, onClick: run }, "Acknowledge"),
    ],
    children: [
      h(Problem, { failure }),
      p(alert.text),
      div({ class: "field" }, label({ for: id }, "Note"), input({ id, type: "text", maxlength: 1000, value: note, onInput: (event) => write(event.target.value) })),
    ],
  });
}
