// Who is logged in.
import { Failure, get, onLost, post, remove, setCsrfToken } from "./api.js";
import { useEffect, useState } from "./dom.js";

// "unknown" until the server has said; then a session, or null.
let current = "unknown";
let ended = false;
let unreachable = null;
const listeners = new Set();

onLost(() => {
  if (current && current !== "unknown") {
    ended = true;
  }
  change(null);
});

function change(session) {
  current = session;
  setCsrfToken(session ? session.csrfToken : null);
  listeners.forEach((listener) => listener());
}

/** Asks the server; a failure other than "not logged in" is kept to be shown. */
export async function ask() {
  unreachable = null;
  try {
    change(await get("session"));
  } catch (e) {
    if (e instanceof Failure && e.status === 401) {
      return;
    }
    unreachable = e;
    listeners.forEach((listener) => listener());
  }
}

export async function logIn(token) {
  const session = await post("session", { token });
  ended = false;
  change(session);
}

export async function logOut() {
  try {
    await remove("session");
  } finally {
    ended = false;
    change(null);
  }
}

export function useSession() {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = () => redraw((n) => n + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return { session: current, ended, unreachable };
}

export const mayAct = () => Boolean(current) && current.role === "operator";

export const WHY_NOT =
  "You have the role viewer, which is read-only. Changes require the role operator.";
