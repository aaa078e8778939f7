// Parts of the set-up page for webhooks and streams alike.
import { post } from "./api.js";
import { Copy } from "./copy.js";
import { a, code, div, h, label, li, option, p, select, strong, ul, useId, useState } from "./dom.js";
import { usePolled } from "./load.js";
import { href } from "./route.js";
import { ActionButton, Badge, Problem, TaskBadge, Time } from "./ui.js";
import { failureWords } from "./words.js";

export function Address({ url }) {
  const isPrivate = /^https?:\/\/(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[)/.test(url);
  return div(
    p({ class: "copy" }, code(url), h(Copy, { text: url, what: "URL" })),
    isPrivate
      ? p({ class: "note" }, strong("FullStory cannot reach this URL. "), "Put a TLS proxy that is reachable from the internet in front, and open this page through it.")
      : null,
    !isPrivate && url.startsWith("http:")
      ? p({ class: "note" }, strong("This URL is not encrypted. "), "Events carry personal data: put a TLS proxy in front, and open this page through it.")
      : null,
  );
}

/** Sends a test through the normal ingest path and shows the outcome. kind: what the API calls it. */
export function TestEvent({ kind, word, verb, names, usual }) {
  const id = useId();
  const [name, choose] = useState(names.includes(usual) ? usual : names[0]);
  const [sent, setSent] = useState(null);
  const [failure, setFailure] = useState(null);
  const [isWorking, setWorking] = useState(false);
  const send = async () => {
    setWorking(true);
    setFailure(null);
    try {
      setSent(await post("test-events", { [kind]: name }));
    } catch (e) {
      setFailure(e);
    }
    setWorking(false);
  };
  return div(
    div(
      { class: "test-event" },
      label({ for: id }, word),
      select({ id, value: name, onChange: (event) => choose(event.currentTarget.value) }, names.map((one) => option({ key: one, value: one, selected: one === name }, one))),
      h(ActionButton, { kind: "primary", disabled: isWorking, onAct: send }, isWorking ? "Sending…" : verb),
    ),
    failure ? div({ class: "problem", role: "alert" }, strong(failureWords(failure).what), " ", failureWords(failure).todo) : null,
    sent ? h(Arrived, { key: sent.id, id: sent.id }) : null,
  );
}

function Arrived({ id }) {
  const { data, failure } = usePolled("deliveries/" + encodeURIComponent(id));
  return div(
    { class: "arrived", role: "status" },
    h(Problem, { failure }),
    data
      ? [
          p(h(Badge, { words: { word: "Arrived", tone: "ok", sign: "✓" } }), " ", h(Time, { at: data.receivedAt }), " ", a({ href: href("deliveries", id) }, "See it")),
          data.tasks.length
            ? ul({ class: "plain" }, data.tasks.map((one) => li({ key: one.handler }, one.handler, " ", h(TaskBadge, { state: one.state }))))
            : p({ class: "muted" }, "It is stored. No handler is subscribed to this event; see ", a({ href: href("plugins") }, "Plugins"), "."),
        ]
      : p("Sent. Waiting for it to arrive…"),
  );
}
