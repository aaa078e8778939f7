// Filters of a list. What is chosen stands in the URL, and the URL decides what is shown.
import { button, datalist, div, form, h, input, label, option, select, span, useEffect, useId, useState } from "./dom.js";
import { fromLocalInput, toLocalInput, zone } from "./format.js";
import { go } from "./route.js";

/**
 * fields: [{ name, word, kind: "choice" | "name" | "text" | "time", choices }], in order.
 * A choice takes effect at once, what is typed with Enter or the button.
 */
export function Filters({ page, query, fields }) {
  const [draft, change] = useState(query);
  const key = JSON.stringify(query);
  useEffect(() => change(query), [key]);

  const names = fields.map((field) => field.name);
  const isSet = names.some((name) => query[name]);
  const apply = (values) => go(page, null, Object.fromEntries(names.map((name) => [name, values[name]])));
  const set = (name, value, atOnce) => {
    const values = { ...draft, [name]: value };
    change(values);
    if (atOnce) {
      apply(values);
    }
  };
  return form(
    {
      class: "filters",
      role: "search",
      "aria-label": "Filter",
      onSubmit: (event) => {
        event.preventDefault();
        apply(draft);
      },
    },
    fields.map((field) => h(Field, { key: field.name, field, value: draft[field.name] || "", set })),
    div(
      { class: "filter-buttons" },
      button({ type: "submit" }, "Filter"),
      button({ type: "button", class: "quiet", disabled: !isSet, onClick: () => go(page) }, "Clear"),
    ),
  );
}

function Field({ field, value, set }) {
  const id = useId();
  const attributes = { id, name: field.name, autocomplete: "off", spellcheck: false };
  const type = (event) => set(field.name, event.currentTarget.value, false);
  return div(
    { class: "field " + field.kind },
    label({ for: id }, field.word, field.kind === "time" ? span({ class: "visually-hidden" }, " (" + zone + ")") : null),
    field.kind === "choice"
      ? select(
          { id, name: field.name, value, onChange: (event) => set(field.name, event.currentTarget.value, true) },
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
      ? input({
          ...attributes,
          type: "datetime-local",
          value: toLocalInput(value),
          onInput: (event) => set(field.name, fromLocalInput(event.currentTarget.value), false),
        })
      : null,
  );
}
