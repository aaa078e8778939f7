import { Copy } from "../copy.js";
import { a, code, dd, div, dl, dt, h, h3, li, ol, p, pre, section, span, table, tbody, td, th, thead, tr } from "../dom.js";
import { href } from "../route.js";
import { Address, TestEvent } from "../set-up-parts.js";

/** What identifies an event comes first; the last row leads back to FullStory. */
const MAPPING = [
  ["session.session_id", "session_id"],
  ["event.0.event_time", "event_time"],
  ["stream.name", "stream_name"],
  ["event.0.app_url_event", "replay_url"],
];
const KEY = "/session_id,/event_time,/stream_name";

export function Streams({ url, streams }) {
  if (streams.length === 0) {
    return h(First, { url });
  }
  return ol(
    { class: "steps" },
    li(h3("FullStory's side"), p("In FullStory, create a stream with the URL and the header of one of these:"), streams.map((stream) => h(Stream, { key: stream.name, url: url + stream.name, stream }))),
    li(h3("Field mapping"), h(Mapping, { unkeyed: streams.filter(({ duplicateKey }) => duplicateKey.length === 0) })),
    li(
      h3("Send a test event"),
      p("It has FullStory's fixed body, and the token or signature that the stream needs. Handlers process it, so it may trigger alerts."),
      h(TestEvent, { kind: "stream", word: "Stream", verb: "Send to stream", names: streams.map(({ name }) => name) }),
    ),
    li(h3("Receive a real event"), p("Press “Send Test” in FullStory, or wait for an event, and see it under ", a({ href: href("deliveries", null, { source: "stream" }) }, "Deliveries"), ". If it is turned away, ", a({ href: href("rejections") }, "Rejections"), " says why.")),
  );
}

function First({ url }) {
  const lines = "fs.webhook.streams.orders.tokens=<token>\nfs.webhook.streams.orders.duplicate-key=" + KEY;
  return ol(
    { class: "steps" },
    li(
      h3("Settings"),
      p("No stream is set up. Choose a name in place of ", code("orders"), " and a token (", code("openssl rand -base64 32"), "), and add these lines to fs-webhook.properties:"),
      h(Lines, { text: lines }),
    ),
    li(h3("FullStory's side"), p("Create a stream with this URL and the header ", code("Authorization: Bearer <token>"), ":"), h(Address, { url: url + "orders" })),
    li(h3("Field mapping"), h(Mapping, { unkeyed: [] })),
  );
}

const Lines = ({ text }) =>
  div({ class: "copy" }, pre({ class: "command", tabIndex: 0, role: "region", "aria-label": "Settings to add" }, text), h(Copy, { text, what: "settings" }));

const fact = (name, ...value) => div(dt(name), dd(value));

const Stream = ({ url, stream }) =>
  section(
    { class: "stream", "aria-label": stream.name },
    h(Address, { url }),
    dl(
      { class: "facts" },
      stream.tokens ? fact("Header", code(stream.header + ": " + stream.headerValue)) : null,
      stream.tokens ? fact("Token", "in ", code(stream.tokensSetting), stream.tokens > 1 ? ", any of " + stream.tokens : null, "; never shown here") : null,
      stream.signature === "off" ? null : fact("Signature", stream.signature === "required" ? "required" : stream.tokens ? "accepted in place of the token" : "needed, since there is no token"),
      fact("Duplicates", stream.duplicateKey.length ? ["same ", code(stream.duplicateKey.join(", "))] : "not recognized"),
    ),
  );

const Mapping = ({ unkeyed }) =>
  div(
    p("Map these in FullStory, and what your handlers need. The first three identify an event, since FullStory sends no id:"),
    table(
      { class: "list mapping" },
      thead(tr(th({ scope: "col" }, "Event property"), th({ scope: "col" }, "Destination field"))),
      tbody(MAPPING.map(([from, to]) => tr({ key: to }, td(code(from)), td(code(to), to === "replay_url" ? span({ class: "muted" }, " opens the replay") : null)))),
    ),
    unkeyed.length ? [p({ key: "why" }, "So that an event sent twice is handled once, add:"), h(Lines, { key: "lines", text: unkeyed.map(({ name }) => "fs.webhook.streams." + name + ".duplicate-key=" + KEY).join("\n") })] : null,
  );
