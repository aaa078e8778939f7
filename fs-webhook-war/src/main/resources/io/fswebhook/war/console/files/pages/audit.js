import { code, div, h, h1, p, span, table, tbody, td, th, thead, tr } from "../dom.js";
import { useLoad } from "../load.js";
import { Pager } from "../pager.js";
import { Empty, Loading, Problem, Time } from "../ui.js";
import { actionWord } from "../words.js";

export function Audit({ query }) {
  const { data, failure, isLoading, reload } = useLoad("audit", query);
  return div(
    { class: "page" },
    h1("Audit"),
    p({ class: "intro" }, "Who changed what, by token name. Each entry is on disk before the action is acknowledged."),
    h(Problem, { failure, retry: reload }),
    data === null && !failure ? h(Loading, { what: "the audit" }) : null,
    data !== null && data.items.length === 0 ? h(Empty, { title: "No changes yet." }, p("Replays, discards, pauses and test events are recorded here.")) : null,
    data !== null && data.items.length > 0
      ? table(
          { class: "list rows", "aria-busy": String(isLoading) },
          thead(tr(th({ scope: "col" }, "When"), th({ scope: "col" }, "Who"), th({ scope: "col" }, "What"), th({ scope: "col", class: "wide" }, "Detail"))),
          tbody(
            data.items.map((item) =>
              tr(
                { key: item.id },
                td({ class: "when" }, h(Time, { at: item.at })),
                td({ class: "lead" }, item.who, " ", span({ class: "muted" }, item.role)),
                td(actionWord(item.action), " ", item.target ? code(item.target) : null),
                td({ class: "wide" }, item.detail || ""),
              ),
            ),
          ),
        )
      : null,
    data !== null && data.items.length > 0 ? h(Pager, { page: "audit", query, answer: data }) : null,
  );
}
