import { div, h, h1, p, span, table, tbody, td, th, thead, tr } from "../dom.js";
import { count } from "../format.js";
import { usePolled } from "../load.js";
import { Ago, Badge, Loading, Problem, Time } from "../ui.js";
import { NODE, stateWords } from "../words.js";

/** Who does this work together, and how far storing is behind. */
export function Nodes() {
  const { data, failure, reload } = usePolled("nodes");
  return div(
    { class: "page wide-page" },
    h1("Nodes"),
    p({ class: "intro" }, "The receivers that share the database or, with Kafka in front, the topic."),
    h(Problem, { failure, retry: reload }),
    data === null ? (failure ? null : h(Loading, { what: "nodes" })) : [troubles(data.items).map((text) => p({ key: text, class: "note viewer" }, text)), h(List, { key: "list", nodes: data.items })],
  );
}

function troubles(nodes) {
  const live = nodes.filter(({ state }) => state === "live");
  const idle = ["receive", "store", "dispatch"].filter((role) => !live.some(({ roles }) => roles.includes(role)));
  const isMixed = live.some(({ version }) => version !== live[0].version);
  return [...idle.map((role) => "No live node has the role " + role + "."), ...(isMixed ? ["Nodes run different versions."] : [])];
}

const List = ({ nodes }) =>
  table(
    { class: "list rows" },
    thead(tr(["Node", "State", "Roles", "Version", "Started", "Stores"].map((word) => th({ scope: "col", key: word }, word)))),
    tbody(nodes.map((node) => h(Row, { key: node.id, node }))),
  );

const Row = ({ node }) =>
  tr(
    td({ class: "lead" }, node.name, node.self ? span({ class: "muted" }, " this node") : null),
    td(h(Badge, { words: stateWords(NODE, node.state) }), node.seenAt ? p({ class: "finding" }, "Last heard of ", h(Ago, { at: node.seenAt })) : null),
    td(node.roles.join(", ")),
    td(node.version),
    td({ class: "when" }, h(Time, { at: node.startedAt })),
    td(
      node.partitions.length ? (node.partitions.length === 1 ? "Partition " : "Partitions ") + node.partitions.map(({ number }) => number).join(", ") : null,
      node.partitions.filter(({ lag }) => lag).map(({ number, lag, oldestAt }) => p({ key: number, class: "finding" }, "Partition " + number + ": " + count(lag) + " waiting", oldestAt ? [", oldest from ", h(Ago, { key: "at", at: oldestAt })] : null)),
    ),
  );
