import { Chart, sum } from "../chart.js";
import { a, code, dd, div, dl, dt, h, h1, h2, p, section, span, table, tbody, td, th, thead, tr, useState } from "../dom.js";
import { millis } from "../format.js";
import { AskedDialog, Buttons, figure, isGone, RunFigures, sinceStartWords, StateNote, TaskFigures } from "../handler-parts.js";
import { usePolled } from "../load.js";
import { rangeOf, Ranges } from "../ranges.js";
import { href } from "../route.js";
import { Rules, TryRule } from "../rules.js";
import { Ago, Badge, Empty, Loading, Problem, Time, ViewerNote } from "../ui.js";
import { BREAKER, HANDLER, stateWords } from "../words.js";

export function Handlers() {
  const { data, failure, reload } = usePolled("handlers");
  const [asked, ask] = useState(null);
  return div(
    { class: "page" },
    h1("Handlers"),
    p({ class: "intro" }, "Pending, retrying and dead letters are tasks in the inbox now. Rate and durations are of this node, over the last five minutes."),
    h(ViewerNote),
    h(Problem, { failure, retry: reload }),
    data === null && !failure ? h(Loading, { what: "handlers" }) : null,
    data !== null && data.items.length === 0
      ? h(Empty, { title: "No handler is running." }, p("Deliveries are stored but not handled. Add a plugin to the plugins folder; see ", a({ href: href("plugins") }, "Plugins"), "."))
      : null,
    data === null ? null : data.items.map((handler) => h(Card, { key: handler.name, handler, ask, reload })),
    h(AskedDialog, { asked, close: () => ask(null), reload }),
  );
}

const Card = ({ handler, ask, reload }) =>
  section(
    { class: "card", "aria-label": handler.name },
    div(
      { class: "card-head" },
      h2(a({ href: href("handlers", handler.name) }, handler.name)),
      h(Badge, { words: stateWords(HANDLER, handler.state) }),
      handler.since ? span({ class: "muted" }, "since ", h(Time, { at: handler.since })) : null,
      h(Buttons, { handler, ask, reload }),
    ),
    h(StateNote, { handler }),
    dl({ class: "figures" }, h(TaskFigures, { handler }), isGone(handler) ? null : h(RunFigures, { handler })),
    dl(
      { class: "headers" },
      handler.sinceStart ? [dt("Since its start"), dd(sinceStartWords(handler))] : null,
      handler.lastError
        ? [
            dt("Last error"),
            dd(
              h(Ago, { at: handler.lastError.at }),
              " at ",
              a({ href: href("deliveries", handler.lastError.deliveryId) }, "delivery " + handler.lastError.deliveryId),
              p({ class: "error-text" }, handler.lastError.text),
            ),
          ]
        : null,
    ),
  );

/** One handler: how it is now, how it was, and what it is set to. */
export function Handler({ id, query }) {
  const { data, failure, reload } = usePolled("handlers");
  const [asked, ask] = useState(null);
  const handler = data?.items.find((one) => one.name === id);
  const crumb = p({ class: "crumb" }, a({ href: href("handlers") }, "Handlers"));
  if (!handler) {
    return div(
      { class: "page" },
      crumb,
      h1(id),
      h(Problem, { failure, retry: reload }),
      data === null ? (failure ? null : h(Loading, { what: "the handler" })) : h(Empty, { title: "There is no handler of this name." }, p("Its plugin was removed, and it has no subscription.")),
    );
  }
  return div(
    { class: "page" },
    crumb,
    div(
      { class: "card-head" },
      h1(handler.name),
      h(Badge, { words: stateWords(HANDLER, handler.state) }),
      handler.since ? span({ class: "muted" }, "since ", h(Time, { at: handler.since })) : null,
      h(Buttons, { handler, ask, reload }),
    ),
    h(ViewerNote),
    h(Problem, { failure, retry: reload }),
    h(StateNote, { handler }),
    section(
      { class: "block" },
      dl(
        { class: "figures" },
        h(TaskFigures, { handler }),
        figure("Succeeded", null, a({ href: href("deliveries", null, { handler: handler.name, state: "succeeded" }) }, "list")),
        isGone(handler) ? null : h(RunFigures, { handler }),
      ),
    ),
    h(LastError, { handler }),
    h(Activity, { name: handler.name, range: rangeOf(query) }),
    h(Rules, { handler }),
    h(TryRule, { key: handler.name, handler }),
    h(Settings, { settings: handler.settings || [] }),
    h(Facts, { handler }),
    h(AskedDialog, { asked, close: () => ask(null), reload }),
  );
}

const LastError = ({ handler: { lastError } }) =>
  lastError
    ? section(
        { class: "block causes" },
        div(
          { class: "block-head" },
          h2("Last error"),
          span(h(Ago, { at: lastError.at }), " at ", a({ href: href("deliveries", lastError.deliveryId) }, "delivery " + lastError.deliveryId)),
        ),
        p({ class: "error-text" }, lastError.text),
      )
    : null;

function Activity({ name, range }) {
  const { data, failure, reload } = usePolled("handlers/" + encodeURIComponent(name) + "/activity", { range });
  const filter = { handler: name };
  return [
    h(Ranges, { page: "handlers", id: name, range, stepSeconds: data?.stepSeconds }),
    h(Problem, { failure, retry: reload }),
    data === null
      ? null
      : div(
          { class: "charts" },
          h(Chart, { title: "Attempts", stats: data, filter, overall: "in all", series: [["succeeded", "Succeeded", "ok", sum(data, "succeeded")], ["failed", "Failed", "warn", sum(data, "failed")], ["dead", "Failed for good", "bad", sum(data, "dead")]] }),
          h(Chart, { title: "Time an attempt takes", stats: data, filter, overall: "in all", words: millis, series: [["meanMillis", "Mean", "calm", mean(data)], ["maxMillis", "Longest", "warn", longest(data)]] }),
        ),
  ];
}

const attempts = (step) => step.succeeded + step.failed;

/** Over all attempts, not over all steps. */
function mean({ steps }) {
  const all = steps.reduce((whole, step) => whole + attempts(step), 0);
  return all ? steps.reduce((whole, step) => whole + (step.meanMillis || 0) * attempts(step), 0) / all : null;
}

const longest = ({ steps }) => steps.reduce((most, { maxMillis }) => (maxMillis === null || maxMillis === undefined ? most : Math.max(most ?? 0, maxMillis)), null);

const Settings = ({ settings }) =>
  section(
    { class: "block" },
    h2("Settings"),
    settings.length === 0
      ? p({ class: "muted" }, "This handler declares no settings.")
      : table(
          { class: "list rows" },
          thead(tr(th({ scope: "col" }, "Setting"), th({ scope: "col" }, "Value"), th({ scope: "col", class: "wide" }, "Default"))),
          tbody(
            settings.map((one) =>
              tr(
                { key: one.name },
                td({ class: "lead" }, code(one.name), " ", span({ class: "muted" }, one.type), p({ class: "finding" }, one.description)),
                td(one.secret ? span({ class: "muted" }, "secret, not shown") : value(one.value)),
                td({ class: "wide" }, value(one.default)),
              ),
            ),
          ),
        ),
  );

const value = (text) => (text === null || text === undefined ? span({ class: "muted" }, "–") : code(text));

const Facts = ({ handler }) =>
  section(
    { class: "block" },
    h2("On this node"),
    dl(
      { class: "headers" },
      handler.sinceStart ? [dt("Since its start"), dd(sinceStartWords(handler))] : null,
      handler.breaker ? [dt("Circuit breaker"), dd(BREAKER[handler.breaker.state] || handler.breaker.state)] : null,
      handler.type ? [dt("Type"), dd(code(handler.type))] : null,
      dt("Plugin"),
      dd(handler.plugin ? code(handler.plugin) : "none is loaded"),
    ),
  );
