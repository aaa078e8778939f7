// Copies a text, also where the page came without TLS and the browser has no clipboard for it.
import { button, useState } from "./dom.js";
import { say } from "./notice.js";

/** what: for the label of the button, as in "Copy id". */
export function Copy({ text, what }) {
  const [isCopied, copied] = useState(false);
  const copy = async () => {
    if (await copyText(text)) {
      copied(true);
      setTimeout(() => copied(false), 2000);
    } else {
      say("The browser blocked copying. Select the text and copy it.", "warn");
    }
  };
  return button({ type: "button", class: "copy-button", onClick: copy }, isCopied ? "Copied" : "Copy " + what);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text) {
  const field = document.createElement("textarea");
  field.className = "visually-hidden";
  field.value = text;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } finally {
    field.remove();
  }
}
