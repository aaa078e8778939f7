import { button, code, div, form, h, h1, input, label, main, p, span, strong, useEffect, useRef, useState } from "../dom.js";
import { logIn } from "../session.js";
import { ThemeSwitch } from "../theme.js";
import { failureWords } from "../words.js";

export function LogIn({ ended }) {
  const [failure, setFailure] = useState(null);
  const [isWorking, setWorking] = useState(false);
  const token = useRef(null);
  useEffect(() => token.current.focus(), []);

  const submit = async (event) => {
    event.preventDefault();
    const value = token.current.value.trim();
    if (!value) {
      setFailure({ what: "The token is missing.", todo: "Type or paste it." });
      return;
    }
    setWorking(true);
    try {
      await logIn(value);
    } catch (e) {
      setFailure(wordsOf(e));
      setWorking(false);
      token.current.select();
    }
  };

  return main(
    { class: "alone log-in" },
    div({ class: "alone-top" }, span({ class: "brand" }, span({ class: "mark", "aria-hidden": "true" }, "↪"), "fs-webhook"), h(ThemeSwitch)),
    h1("Log in"),
    ended ? p({ class: "note", role: "status" }, "Your session has ended. Log in, and you are back where you were.") : null,
    form(
      { onSubmit: submit },
      label({ for: "token" }, "Access token"),
      input({
        id: "token",
        ref: token,
        type: "password",
        autocomplete: "current-password",
        spellcheck: false,
        "aria-describedby": failure ? "log-in-failure" : "log-in-help",
        "aria-invalid": failure ? "true" : undefined,
      }),
      div(
        { id: "log-in-failure", role: "alert", class: failure ? "problem" : "" },
        failure ? div(strong(failure.what), " ", failure.todo) : null,
      ),
      button({ type: "submit", class: "primary", disabled: isWorking }, isWorking ? "Logging in…" : "Log in"),
    ),
    p(
      { id: "log-in-help", class: "note" },
      "The first token was made at the first start. It is the line in the file ",
      code("admin-token"),
      " in the receiver's home folder. More are set by ",
      code("fs.webhook.tokens.<name>.token"),
      ".",
    ),
  );
}

const wordsOf = (e) =>
  e.status === 401 ? { what: "That is not a token of this receiver.", todo: "Look for spaces or missing letters, and try again." } : failureWords(e);
