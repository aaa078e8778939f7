// Light, dark, or as the system has it.
import { button, span, useState } from "./dom.js";

const KEY = "fs-webhook.theme";
const NEXT = { system: "light", light: "dark", dark: "system" };
const WORDS = { system: "Auto", light: "Light", dark: "Dark" };
const SIGNS = { system: "◐", light: "☀", dark: "☾" };

function chosen() {
  return document.documentElement.dataset.theme || "system";
}

function choose(theme) {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Kept for this page only.
  }
  window.dispatchEvent(new Event("schemechange"));
}

export function ThemeSwitch() {
  const [theme, show] = useState(chosen);
  return button(
    {
      type: "button",
      class: "quiet theme",
      title: "Colours: " + WORDS[theme] + ". Press for " + WORDS[NEXT[theme]] + ".",
      "aria-label": "Colours: " + WORDS[theme],
      onClick: () => {
        choose(NEXT[theme]);
        show(NEXT[theme]);
      },
    },
    span({ "aria-hidden": "true" }, SIGNS[theme]),
    span({ class: "theme-word" }, WORDS[theme]),
  );
}

/** Calls it when the colours have changed, for what is painted by hand. */
export function onSchemeChange(listener) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  window.addEventListener("schemechange", listener);
  system.addEventListener("change", listener);
  return () => {
    window.removeEventListener("schemechange", listener);
    system.removeEventListener("change", listener);
  };
}
