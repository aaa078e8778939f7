import { post } from "../api.js";
import { Copy } from "../copy.js";
import { a, code, div, h, h1, h2, li, ol, option, p, section, select, label, span, strong, ul, useRef, useState } from "../dom.js";
import { counted, duration } from "../format.js";
import { usePolled } from "../load.js";
import { href } from "../route.js";
import { ActionButton, Badge, TaskBadge, Loading, Problem, Time, ViewerNote } from "../ui.js";
import { failureWords } from "../words.js";

const SET = { word: "Set", tone: "ok", sign: "✓" };
const NOT_SET = { word: "Not set", tone: "bad", sign: "✕" };

export function SetUp() {
  // Keep polling: users wait here for the first delivery or for a warning to clear.
  const { data, failure, reload } = usePolled("setup");
  const isFirstRun = useRef(null);
  if (data !== null && isFirstRun.current === null) {
    isFirstRun.current = !data.anyDelivery;
  }
  if (data === null) {
    return div({ class: "page" }, h1("Set-up"), h(Problem, { failure, retry: reload }), failure ? null : h(Loading, { what: "the settings" }));
  }
  return div(
    { class: "page" },
    h1(isFirstRun.current ? "Connect FullStory" : "Set-up"),
    isFirstRun.current ? h(FirstOne, { hasArrived: data.anyDelivery }) : null,
    (data.warnings || []).length ? ul({ class: "plain sentences warn" }, data.warnings.map((text) => li({ key: text }, span({ class: "word" }, "Warning: "), text))) : null,
    ol(
      { class: "steps" },
      li(h2("The secret"), h(Secret, { setUp: data })),
      li(h2("FullStory's side"), h(Address, { url: data.webhookUrl })),
      li(h2("Send a test event"), h(TestEvent, { events: data.events })),
      li(h2("Receive a real event"), p("Press “Test endpoint” beside the endpoint in FullStory, or wait for an event, and see it under ", a({ href: href("deliveries") }, "Deliveries"), ". If it is turned away, ", a({ href: href("rejections") }, "Rejections"), " says why.")),
    ),
    section(
      { class: "block" },
      h2("Configuration"),
      ul(
        { class: "plain" },
        li("Version ", code(data.version), ", inbox in ", data.inbox === "postgresql" ? "PostgreSQL" : "SQLite"),
        li("Signature in the header ", (data.signature.headers || []).map((name, i) => [i ? " or " : "", code({ key: name }, name)]), ", scheme ", code(data.signature.scheme)),
        li("Maximum signature age ", duration(data.signature.maxAge), ", maximum clock skew ", duration(data.signature.maxSkew)),
        li("Plugins from ", (data.pluginFolders || []).map((folder, i) => [i ? ", " : "", code({ key: folder }, folder)])),
      ),
    ),
  );
}

const FirstOne = ({ hasArrived }) =>
  p(
    { class: "intro", role: "status" },
    hasArrived
      ? ["The first event has arrived: see ", a({ key: "link", href: href("deliveries") }, "Deliveries"), "."]
      : "Nothing has arrived yet. Follow these four steps.",
  );

function Secret({ setUp }) {
  const { general, organisations } = setUp.secrets;
  const any = general > 0 || (organisations || []).length > 0;
  return div(
    p(h(Badge, { words: any ? SET : NOT_SET }), " ", any ? known(general, organisations || []) : null),
    any
      ? p({ class: "muted" }, "In FullStory, the endpoint must have the same secret. It is never shown here.")
      : p("Set ", code("fs.webhook.signing-secrets"), " to the secret of the endpoint in FullStory, and restart the receiver."),
  );
}

function known(general, organisations) {
  const parts = [];
  if (general) {
    parts.push(counted(general, "general secret", "general secrets"));
  }
  if (organisations.length) {
    parts.push("separate ones for " + organisations.join(", "));
  }
  return parts.join(", ") + ".";
}

function Address({ url }) {
  const isPrivate = /^https?:\/\/(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[)/.test(url);
  return div(
    p("In FullStory's settings, create a webhook endpoint with this URL, the events you want, and the same secret:"),
    p({ class: "copy" }, code(url), h(Copy, { text: url, what: "URL" })),
    isPrivate
      ? p({ class: "note" }, strong("FullStory cannot reach this URL. "), "Put a TLS proxy that is reachable from the internet in front, and open this page through it.")
      : null,
    !isPrivate && url.startsWith("http:")
      ? p({ class: "note" }, strong("This URL is not encrypted. "), "Events carry personal data: put a TLS proxy in front, and open this page through it.")
      : null,
  );
}

/** Sends a test event through the normal ingest path and shows the outcome. */
function TestEvent({ events }) {
  const [name, choose] = useState(events.includes("note.created") ? "note.created" : events[0]);
  const [sent, setSent] = useState(null);
  const [failure, setFailure] = useState(null);
  const [isWorking, setWorking] = useState(false);
  const send = async () => {
    setWorking(true);
    setFailure(null);
    try {
      setSent(await post("test-events", { event: name }));
    } catch (e) {
      setFailure(e);
    }
    setWorking(false);
  };
  return div(
    p("It is signed with this receiver's secret and received like any other event. Handlers process it, so it may trigger alerts."),
    div(
      { class: "test-event" },
      label({ for: "test-event" }, "Event"),
      select({ id: "test-event", value: name, onChange: (event) => choose(event.currentTarget.value) }, events.map((one) => option({ key: one, value: one, selected: one === name }, one))),
      h(ActionButton, { kind: "primary", disabled: isWorking, onAct: send }, isWorking ? "Sending…" : "Send test event"),
    ),
    h(ViewerNote),
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
