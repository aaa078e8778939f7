// Which columns a list shows; the browser remembers the choice.
import { details, fieldset, h, input, label, legend, summary, useState } from "./dom.js";

const KEY = "fs-webhook.columns.";

function remembered(list) {
  try {
    const names = JSON.parse(localStorage.getItem(KEY + list));
    return Array.isArray(names) ? names : null;
  } catch {
    return null;
  }
}

function remember(list, names) {
  try {
    localStorage.setItem(KEY + list, JSON.stringify(names));
  } catch {
    // Kept for this page only.
  }
}

/** @returns the names of those shown, in the order of all, and what chooses them */
export function useColumns(list, all, usual) {
  const [chosen, change] = useState(() => remembered(list) || usual);
  const shown = Object.keys(all).filter((name) => chosen.includes(name));
  const choose = (name, isShown) => {
    const names = isShown ? [...shown, name] : shown.filter((one) => one !== name);
    remember(list, names);
    change(names);
  };
  return [shown, h(Chooser, { all, shown, choose })];
}

const Chooser = ({ all, shown, choose }) =>
  details(
    { class: "columns" },
    summary("Columns"),
    fieldset(
      legend({ class: "visually-hidden" }, "Columns shown"),
      Object.entries(all).map(([name, word]) =>
        label(
          { class: "check", key: name },
          input({ type: "checkbox", checked: shown.includes(name), onChange: (event) => choose(name, event.currentTarget.checked) }),
          word,
        ),
      ),
    ),
  );
