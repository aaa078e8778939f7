// A few shortcuts, listed under "?". They can be switched off, since speech input types letters.
import { Dialog } from "./dialog.js";
import { button, dd, div, dl, dt, h, input, kbd, label, useEffect, useState } from "./dom.js";
import { go } from "./route.js";

const OFF = "fs-webhook.keys-off";
const PAGES = {
  o: "overview",
  w: "alerts",
  d: "deliveries",
  l: "dead-letters",
  r: "rejections",
  h: "handlers",
  p: "plugins",
  n: "nodes",
  b: "operations",
  a: "audit",
  s: "set-up",
};
const SHORTCUTS = [
  ["?", "this list"],
  ["/", "go to the first filter of a list"],
  ["j k", "next or previous row of a list, or delivery"],
  ["u", "from a detail up to its list"],
  ...Object.entries(PAGES).map(([key, page]) => ["g " + key, page.replace("-", " ")]),
];

const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
};

function switchTo(on) {
  try {
    localStorage.setItem(OFF, on ? "0" : "1");
  } catch {
    // Then they stay on.
  }
}

function search(event) {
  if (!document.querySelector(".filters")) {
    return;
  }
  event.preventDefault();
  // On a phone they are folded.
  document.querySelector('.fold[aria-expanded="false"]')?.click();
  requestAnimationFrame(() => document.querySelector(".filters input, .filters select")?.focus());
}

/** Along the rows of a list; on a detail, along the list it is in. */
function step(by) {
  const neighbour = document.querySelector(by > 0 ? ".neighbours [rel=next]" : ".neighbours [rel=prev]");
  if (document.querySelector(".neighbours")) {
    neighbour?.click();
    return;
  }
  const rows = [...document.querySelectorAll(".list a.row")];
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by]?.focus();
}

export function Keys() {
  const [isOpen, open] = useState(false);
  useEffect(() => {
    let afterG = false;
    const listener = (event) => {
      if (isOff() || isTyping(event)) {
        return;
      }
      const wasAfterG = afterG;
      afterG = event.key === "g";
      if (event.key === "?") {
        open(true);
      } else if (wasAfterG && PAGES[event.key]) {
        go(PAGES[event.key]);
      } else if (event.key === "/") {
        search(event);
      } else if (event.key === "j" || event.key === "k") {
        step(event.key === "j" ? 1 : -1);
      } else if (event.key === "u") {
        document.querySelector(".crumb a")?.click();
      }
    };
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  return div(
    { class: "keys" },
    button({ type: "button", class: "quiet", title: "Keyboard shortcuts (?)", "aria-label": "Keyboard shortcuts", onClick: () => open(true) }, "?"),
    isOpen ? h(KeysDialog, { close: () => open(false) }) : null,
  );
}

const isTyping = (event) =>
  event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog");

function KeysDialog({ close }) {
  const [on, change] = useState(!isOff());
  return h(Dialog, {
    title: "Keyboard shortcuts",
    close,
    buttons: button({ type: "button", autofocus: true, onClick: close }, "Close"),
    children: [
      dl(
        { class: "shortcuts" },
        SHORTCUTS.map(([keys, text]) => [dt(keys.split(" ").map((key) => kbd(key))), dd(text)]),
      ),
      label(
        { class: "check" },
        input({
          type: "checkbox",
          checked: on,
          onChange: (event) => {
            switchTo(event.currentTarget.checked);
            change(event.currentTarget.checked);
          },
        }),
        "Shortcuts are on",
      ),
    ],
  });
}
