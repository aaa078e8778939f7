// The rules of a handler as they are set, and what changed ones would do.
import { post } from "./api.js";
import { Copy } from "./copy.js";
import { a, code, dd, div, dl, dt, form, h, h2, label, p, section, span, table, tbody, td, textarea, th, thead, tr, useId, useState } from "./dom.js";
import { count, counted } from "./format.js";
import { href } from "./route.js";
import { ActionButton, Badge, Problem, Time } from "./ui.js";
import { TRIED } from "./words.js";

const LONGEST = 10000;

/** Other rules than these are settings that its plugin declares as expressions. */
const expressions = (handler) => (handler.settings || []).filter((one) => one.type === "expression");

export function Rules({ handler }) {
  const rule = handler.rule || { events: [] };
  return section(
    { class: "block" },
    h2("Rules"),
    handler.rule ? null : p({ class: "warn-text" }, "Its settings are wrong: see the log, or Plugins."),
    dl(
      { class: "headers" },
      row("Events", rule.events.length ? rule.events.join(", ") : null, "all that its plugin subscribes to"),
      row("Filter", rule.filter, "none: all of these"),
      row("Order by", rule.orderBy, "nothing: side by side", rule.orderStrict ? ", a dead task holds up those after it" : null),
      row("Rate", handler.rate, "not limited"),
      expressions(handler)
        .filter((one) => one.value)
        .map((one) => row(wordOf(one.name), one.value)),
    ),
  );
}

const HEADERS = "headers.";

const wordOf = (name) => (name === "body" ? "Body" : name.startsWith(HEADERS) ? "Header " + name.slice(HEADERS.length) : name);

const row = (name, text, absent, more) => [dt({ key: "n" + name }, name), dd({ key: "v" + name }, text ? [code(text), more] : span({ class: "muted" }, absent))];

/** A filter, and where the handler takes one, a body. */
export function TryRule({ handler }) {
  const isWithBody = expressions(handler).some((one) => one.name === "body");
  const [filter, setFilter] = useState(handler.rule?.filter || "");
  const [body, setBody] = useState(expressions(handler).find((one) => one.name === "body")?.value || "");
  const [trial, setTrial] = useState(null);
  const [failure, fail] = useState(null);
  const [isWorking, work] = useState(false);
  const rule = { filter: filter.trim() || undefined, body: (isWithBody && body.trim()) || undefined };
  const run = async (event) => {
    event?.preventDefault();
    work(true);
    fail(null);
    try {
      setTrial(await post("handlers/" + encodeURIComponent(handler.name) + "/try", rule));
    } catch (e) {
      fail(e);
    }
    work(false);
  };
  return section(
    { class: "block" },
    h2("Try a rule"),
    p({ class: "note" }, "On the last deliveries that it subscribes to. Nothing is sent, changed or stored: set what you want to keep in the settings."),
    form(
      { class: "try", onSubmit: run },
      h(Rule, { handler, name: "filter", word: "Filter", text: filter, write: setFilter }),
      isWithBody ? h(Rule, { handler, name: "body", word: "Body", text: body, write: setBody }) : null,
      div(h(ActionButton, { type: "submit", kind: "primary", disabled: isWorking || !(rule.filter || rule.body) }, isWorking ? "Trying…" : "Try")),
    ),
    h(Problem, { failure }),
    div({ role: "status" }, trial ? p(summary(trial)) : null),
    trial?.items.length ? h(Tried, { items: trial.items }) : null,
  );
}

function Rule({ handler, name, word, text, write }) {
  const id = useId();
  const setting = "fs.webhook.handlers." + handler.name + "." + name;
  return div(
    { class: "field" },
    div({ class: "block-head" }, label({ for: id }, word), text.trim() ? h(Copy, { text: setting + "=" + oneLine(text), what: "setting" }) : null),
    textarea({ id, rows: 2, maxlength: LONGEST, spellcheck: false, value: text, onInput: (event) => write(event.currentTarget.value) }),
  );
}

/** As a line of a properties file, where a backslash stands for another character. */
const oneLine = (text) => text.trim().replaceAll("\\", "\\\\").replace(/\s*\n\s*/g, " ");

function summary({ items, lookedAt, complete }) {
  const number = (outcome) => count(items.filter((one) => one.outcome === outcome).length);
  const looked = "of the last " + counted(lookedAt, "delivery", "deliveries");
  if (items.length === 0) {
    return complete ? "None " + looked + " is of an event that it subscribes to." : "The time was up before the first one was tried.";
  }
  return (
    "Matches: " + number("matches") + ", does not match: " + number("unmatched") + ", fails: " + number("failed") + ", " + looked + "." +
    (complete ? "" : " The time was up before all were tried.")
  );
}

const Tried = ({ items }) =>
  table(
    { class: "list rows" },
    thead(tr(th({ scope: "col" }, "Received"), th({ scope: "col" }, "Event"), th({ scope: "col" }, "Outcome"))),
    tbody(
      items.map((one) =>
        tr(
          { key: one.id },
          td({ class: "when" }, a({ href: href("deliveries", one.id), "aria-label": "Delivery " + one.id }, h(Time, { at: one.receivedAt }))),
          td(one.event),
          td(
            { class: "lead" },
            h(Badge, { words: TRIED[one.outcome] }),
            one.result ? p({ class: "finding" }, code({ class: "response-text" }, one.result)) : null,
            one.error ? p({ class: "finding" }, one.error) : null,
          ),
        ),
      ),
    ),
  );
