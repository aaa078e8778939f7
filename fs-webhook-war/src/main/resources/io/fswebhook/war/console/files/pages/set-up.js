import { a, code, div, h, h1, h2, h3, li, ol, p, section, span, ul, useRef } from "../dom.js";
import { counted, duration } from "../format.js";
import { usePolled } from "../load.js";
import { href } from "../route.js";
import { Address, TestEvent } from "../set-up-parts.js";
import { mayAct } from "../session.js";
import { Badge, Loading, Problem, ViewerNote } from "../ui.js";
import { Streams } from "./set-up-streams.js";
import { Tokens } from "./set-up-tokens.js";

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
    h(ViewerNote),
    h2("Webhooks"),
    ol(
      { class: "steps" },
      li(h3("The secret"), h(Secret, { setUp: data })),
      li(h3("FullStory's side"), p("In FullStory's settings, create a webhook endpoint with this URL, the events you want, and the same secret:"), h(Address, { url: data.webhookUrl })),
      li(
        h3("Send a test event"),
        p("It is signed with this receiver's secret and received like any other event. Handlers process it, so it may trigger alerts."),
        h(TestEvent, { kind: "event", word: "Event", verb: "Send test event", names: data.events, usual: "note.created" }),
      ),
      li(h3("Receive a real event"), p("Press “Test endpoint” beside the endpoint in FullStory, or wait for an event, and see it under ", a({ href: href("deliveries") }, "Deliveries"), ". If it is turned away, ", a({ href: href("rejections") }, "Rejections"), " says why.")),
    ),
    h2("Streams"),
    h(Streams, { url: data.streamsUrl, streams: data.streams || [] }),
    mayAct() ? h(Tokens) : null,
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
      : "Nothing has arrived yet. Follow the steps for webhooks, for streams, or for both.",
  );

function Secret({ setUp }) {
  const { general, organisations } = setUp.secrets;
  const any = general > 0 || (organisations || []).length > 0;
  return div(
    p(h(Badge, { words: any ? SET : NOT_SET }), " ", any ? known(general, organisations || []) : null),
    any
      ? p({ class: "muted" }, "In FullStory, the endpoint must have the same secret. It is never shown here.")
      : p("Set ", code("fs.webhook.signing-secrets"), " to the secret of the endpoint in FullStory."),
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
