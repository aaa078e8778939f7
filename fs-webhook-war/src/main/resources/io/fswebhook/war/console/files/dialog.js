// The browser's own dialog: it keeps the focus inside, and Escape closes it.
import { dialog, div, h2, useEffect, useId, useRef } from "./dom.js";

export function Dialog({ title, close, children, buttons }) {
  const element = useRef(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    element.current.showModal();
    // It is taken away, not closed, so the browser does not give the focus back.
    return () => opener?.focus();
  }, []);
  return dialog(
    {
      ref: element,
      "aria-labelledby": id,
      onCancel: (event) => {
        event.preventDefault();
        close();
      },
    },
    h2({ id }, title),
    div({ class: "dialog-body" }, children),
    div({ class: "buttons" }, buttons),
  );
}
