// A sentence at the edge of the page about what was just done; screen readers say it too.
import { a, button, div, span, useEffect, useState } from "./dom.js";

const SHOWN_FOR = 8000;
let show = () => {};

/** link: [address, words], to where it goes on. */
export const say = (text, tone = "ok", link = null) => show({ text, tone, link });

export function Notice() {
  const [notice, change] = useState(null);
  useEffect(() => {
    show = change;
    return () => {
      show = () => {};
    };
  }, []);
  useEffect(() => {
    const timer = notice ? setTimeout(() => change(null), SHOWN_FOR) : undefined;
    return () => clearTimeout(timer);
  }, [notice]);
  return div(
    { class: "notices", role: "status", "aria-live": "polite" },
    notice
      ? div(
          { class: "notice " + notice.tone },
          span(notice.text, " ", notice.link ? a({ href: notice.link[0] }, notice.link[1]) : null),
          button({ type: "button", class: "quiet", "aria-label": "Close", onClick: () => change(null) }, "✕"),
        )
      : null,
  );
}
