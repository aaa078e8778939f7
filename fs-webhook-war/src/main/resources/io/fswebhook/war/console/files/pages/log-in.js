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
      setFailure({ what: "Token missing.", todo: "Type or paste a token." });
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
    ended ? p({ class: "note", role: "status" }, "Your session has expired. Log in to return to where you were.") : null,
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
      "The first token was created at the first start. It is in the file ",
      code("admin-token"),
      " in the receiver's home folder. Add more with ",
      code("fs.webhook.tokens.<name>.token"),
      ".",
    ),
  );
}

const wordsOf = (e) =>
  e.status === 401 ? { what: "This token is not valid.", todo: "Check for spaces or missing characters, and try again." } : failureWords(e);
