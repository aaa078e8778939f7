// Filters of a list. What is chosen stands in the URL, and the URL decides what is shown.
import { button, datalist, div, form, h, input, label, option, select, span, useEffect, useId, useState } from "./dom.js";
import { fromLocalInput, toLocalInput, zone } from "./format.js";
import { go } from "./route.js";

const PRESETS = [
  ["15 min", 15],
  ["1 h", 60],
  ["24 h", 24 * 60],
  ["7 d", 7 * 24 * 60],
];

/**
 * fields: [{ name, word, kind: "choice" | "name" | "text" | "time" | "kept", choices }], in order. One that is only kept has
 * no field here. A choice takes effect at once, what is typed with Enter or the button.
 */
export function Filters({ page, query, fields }) {
  const [draft, change] = useState(query);
  const [isOpen, open] = useState(false);
  const id = useId();
  const key = JSON.stringify(query);
  useEffect(() => change(query), [key]);

  const names = fields.map((field) => field.name);
  const set = names.filter((name) => query[name]);
  const apply = (values) => go(page, null, Object.fromEntries(names.map((name) => [name, values[name]])));
  const choose = (values, atOnce) => {
    const all = { ...draft, ...values };
    change(all);
    if (atOnce) {
      apply(all);
    }
  };
  const times = fields.filter(({ kind }) => kind === "time");
  const shown = (field) => h(Field, { key: field.name, field, value: draft[field.name] || "", choose });
  const submit = (event) => {
    event.preventDefault();
    apply(draft);
  };
  return div(
    { class: "filter" },
    button(
      { type: "button", class: "fold", "aria-expanded": String(isOpen), "aria-controls": id, onClick: () => open(!isOpen) },
      "Filter" + (set.length ? " (" + set.length + " set)" : ""),
    ),
    form(
      { id, class: "filters" + (isOpen ? " open" : ""), role: "search", "aria-label": "Filter", onSubmit: submit },
      fields.filter(({ kind }) => kind !== "time" && kind !== "kept").map(shown),
      div(
        { class: "filter-row" + (times.length ? " times" : "") },
        times.map(shown),
        times.length ? h(Presets, { choose }) : null,
        div(
          { class: "filter-buttons" },
          button({ type: "submit" }, "Filter"),
          button({ type: "button", class: "quiet", disabled: set.length === 0, onClick: () => go(page) }, "Clear"),
        ),
      ),
    ),
  );
}

const Presets = ({ choose }) =>
  div(
    { class: "presets", role: "group", "aria-label": "Received in the last" },
    span({ class: "muted", "aria-hidden": "true" }, "Last"),
    PRESETS.map(([word, minutes]) =>
      button({ type: "button", key: word, onClick: () => choose({ from: new Date(Date.now() - 60000 * minutes).toISOString(), before: "" }, true) }, word),
    ),
  );

function Field({ field, value, choose }) {
  const id = useId();
  const attributes = { id, name: field.name, autocomplete: "off", spellcheck: false };
  const set = (text, atOnce) => choose({ [field.name]: text }, atOnce);
  const type = (event) => set(event.currentTarget.value, false);
  return div(
    { class: "field " + field.kind },
    label({ for: id }, field.word, field.kind === "time" ? span({ class: "visually-hidden" }, " (" + zone + ")") : null),
    field.kind === "choice"
      ? select(
          { id, name: field.name, value, onChange: (event) => set(event.currentTarget.value, true) },
          option({ value: "" }, "any"),
          field.choices.map(([code, word]) => option({ key: code, value: code, selected: code === value }, word)),
        )
      : null,
    field.kind === "name"
      ? [
          input({ ...attributes, value, list: id + "-list", onInput: type }),
          datalist({ id: id + "-list" }, (field.choices || []).map((name) => option({ key: name, value: name }))),
        ]
      : null,
    field.kind === "text" ? input({ ...attributes, type: "search", value, onInput: type }) : null,
    field.kind === "time"
      ? input({ ...attributes, type: "datetime-local", value: toLocalInput(value), onInput: (event) => set(fromLocalInput(event.currentTarget.value), false) })
      : null,
  );
}
