// The frame of every page: navigation, connection state, user.
import { onReached } from "./api.js";
import { a, button, div, footer, h, header, li, main, nav, span, strong, ul, useEffect, useLayoutEffect, useRef, useState } from "./dom.js";
import { clockText, zone } from "./format.js";
import { Keys } from "./keys.js";
import { retryNow } from "./load.js";
import { Notice } from "./notice.js";
import { href } from "./route.js";
import { logOut } from "./session.js";
import { ThemeSwitch } from "./theme.js";

export const PAGES = [
  ["overview", "Overview"],
  ["alerts", "Alerts"],
  ["deliveries", "Deliveries"],
  ["dead-letters", "Dead letters"],
  ["rejections", "Rejections"],
  ["handlers", "Handlers"],
  ["plugins", "Plugins"],
  ["nodes", "Nodes"],
  ["operations", "Operations"],
  ["audit", "Audit"],
  ["set-up", "Set-up"],
];

const LIVE = { word: "Live", title: "Pages refresh every two seconds while visible." };
const CUT = { word: "Not live", title: "The receiver cannot be reached. Pages retry automatically and show the last loaded data until then." };

/** Whether the receiver answered the last request, and when it answered last. */
function useConnection() {
  const [connection, change] = useState({ isReached: true, at: null });
  useEffect(
    () => onReached((isReached, at) => change((before) => (isReached && before.isReached ? before : { isReached, at }))),
    [],
  );
  return connection;
}

function Live({ isReached }) {
  const { word, title } = isReached ? LIVE : CUT;
  return span(
    { class: "live " + (isReached ? "live" : "cut"), role: "status", title },
    span({ class: "dot", "aria-hidden": "true" }),
    word,
  );
}

/** There from the start, so that screen readers say what comes into it. */
const Banner = ({ isReached, at }) =>
  div(
    { class: "banner", role: "alert" },
    isReached
      ? null
      : div(
          { class: "cut" },
          span(strong("The receiver does not answer."), " ", at ? "Everything below is as of " + clockText(at) + ". " : "", "This page retries by itself."),
          button({ type: "button", onClick: retryNow }, "Try now"),
        ),
  );

/** How many things need attention, beside the page that lists them. */
function Count({ attention }) {
  const items = attention?.items || [];
  const isBad = items.some(({ severity }) => severity === "bad");
  return items.length
    ? span({ class: "count-badge " + (isBad ? "bad" : "warn") }, items.length, span({ class: "visually-hidden" }, items.length === 1 ? " thing needs attention" : " things need attention"))
    : null;
}

export function Frame({ page, session, attention, children }) {
  const connection = useConnection();
  const [isOpen, open] = useState(false);
  const content = useRef(null);
  const first = useRef(true);

  // A new page: the focus goes to it, as if it had been loaded; together with it, or a key pressed meanwhile would lose its effect.
  useLayoutEffect(() => {
    open(false);
    if (!first.current) {
      content.current.focus();
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [page]);

  const skip = (event) => {
    event.preventDefault();
    content.current.focus();
  };
  return div(
    { class: "frame" },
    a({ class: "skip", href: "#content", onClick: skip }, "Skip to the content"),
    header(
      { class: "top" },
      a({ class: "brand", href: href("overview") }, span({ class: "mark", "aria-hidden": "true" }, "↪"), "fs-webhook"),
      h(Live, connection),
      div(
        { class: "who" },
        span({ class: "name", title: "Logged in as " + session.name + ", role " + session.role }, session.name, span({ class: "role" }, " " + session.role)),
        h(ThemeSwitch),
        h(Keys),
        session.via === "session" ? button({ type: "button", class: "quiet", onClick: () => logOut().catch(() => {}) }, "Log out") : null,
        button(
          { type: "button", class: "quiet menu", "aria-expanded": String(isOpen), "aria-controls": "pages", onClick: () => open(!isOpen) },
          "Menu",
        ),
      ),
    ),
    h(Banner, connection),
    nav(
      { id: "pages", class: isOpen ? "open" : "", "aria-label": "Pages" },
      ul(
        PAGES.map(([name, word]) =>
          li({ key: name }, a({ href: href(name), "aria-current": name === page ? "page" : undefined, onClick: () => open(false) }, word, name === "overview" ? h(Count, { attention }) : null)),
        ),
      ),
    ),
    main({ id: "content", class: connection.isReached ? "" : "stale", tabIndex: -1, ref: content }, children),
    footer({ class: "bottom" }, "Times are in your time zone, " + zone + ". Hover over one for UTC."),
    h(Notice),
  );
}
