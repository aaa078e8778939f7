import { code, h, h2, p, section, span, table, tbody, td, th, thead, tr } from "../dom.js";
import { usePolled } from "../load.js";
import { Badge, Loading, Problem, Time } from "../ui.js";
import { stateWords, TOKEN } from "../words.js";

/** Who may use API and console, and until when. For operators. */
export function Tokens() {
  const { data, failure, reload } = usePolled("tokens");
  return section(
    { class: "block", "aria-label": "Tokens" },
    h2("Tokens"),
    p("For the API and the console, by name; they are never shown here. Set ", code("fs.webhook.tokens.<name>.token"), " for another one. What is removed ends within seconds, without a restart."),
    h(Problem, { failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "the tokens" })) : h(List, { items: data.items }),
  );
}

const List = ({ items }) =>
  table(
    { class: "list rows" },
    thead(tr(th({ scope: "col" }, "Token"), th({ scope: "col" }, "State"), th({ scope: "col" }, "Expiry"), th({ scope: "col" }, "Last use"))),
    tbody(
      items.map((token) =>
        tr(
          { key: token.name },
          td({ class: "lead" }, token.name, " ", span({ class: "muted" }, token.role)),
          td(h(Badge, { words: stateWords(TOKEN, token.state) })),
          td(token.expiresAt ? [token.state === "expired" ? "Expired " : "Expires ", h(Time, { key: "at", at: token.expiresAt })] : "Does not expire"),
          td(token.lastUsedAt ? ["Used ", h(Time, { key: "at", at: token.lastUsedAt })] : "Not used since the start"),
        ),
      ),
    ),
  );
