import { a, dd, div, dl, dt, h, h1, h2, p, section, span, useState } from "../dom.js";
import { AskedDialog, Buttons, isGone, RunFigures, sinceStartWords, StateNote, TaskFigures } from "../handler-parts.js";
import { usePolled } from "../load.js";
import { href } from "../route.js";
import { Ago, Badge, Empty, Loading, Problem, Time, ViewerNote } from "../ui.js";
import { HANDLER, stateWords } from "../words.js";

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
