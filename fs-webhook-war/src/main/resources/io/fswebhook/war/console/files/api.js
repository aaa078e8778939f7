// Talks to /api/v1 beside the console, wherever both are.
export const base = new URL("../api/v1/", document.baseURI);
// A password in the address bar, for a server that asks for its users, is there too; fetch refuses to go to such an address.
base.username = base.password = "";
const MOST_REMEMBERED = 60;

// Answers that a page asks for again and again, with their tags.
const remembered = new Map();

let csrfToken = null;
let whenLost = () => {};
let whenReached = () => {};
let answeredAt = null;

/** What an answer says went wrong. `status` is 0 when there was no answer. */
export class Failure extends Error {
  constructor(status, code, detail, retryAfter) {
    super(detail || code);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }
}

export function setCsrfToken(token) {
  csrfToken = token;
  remembered.clear();
}

/** Called when the session is over. */
export function onLost(listener) {
  whenLost = listener;
}

/** Called after each request with whether the receiver answered, and when it answered last. */
export function onReached(listener) {
  whenReached = listener;
}

/** A proxy that has lost the receiver answers too, with a page of its own. */
export const isUnreachable = (failure) => failure.status === 0 || failure.code.startsWith("http-5");

function address(path, query) {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query || {})) {
    if (value !== null && value !== undefined && value !== "") {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

export const get = (path, query, signal) => call("GET", address(path, query), { signal });
export const post = (path, body) => call("POST", address(path), { body });
export const remove = (path) => call("DELETE", address(path), {});

async function call(method, url, options) {
  try {
    const value = await answer(method, url, options);
    answeredAt = new Date();
    whenReached(true, answeredAt);
    return value;
  } catch (e) {
    if (e instanceof Failure) {
      const isReached = !isUnreachable(e);
      answeredAt = isReached ? new Date() : answeredAt;
      whenReached(isReached, answeredAt);
    }
    throw e;
  }
}

async function answer(method, url, { body, signal }) {
  const known = method === "GET" ? remembered.get(url.href) : undefined;
  const response = await send(method, url, body, signal, known);
  if (response.status === 304 && known) {
    return known.value;
  }
  if (response.status === 401 && !(method === "POST" && url.pathname.endsWith("/session"))) {
    whenLost();
  }
  if (!response.ok) {
    throw await failureOf(response);
  }
  const value = await valueOf(response);
  const tag = response.headers.get("ETag");
  if (method === "GET" && tag) {
    remember(url.href, { tag, value });
  }
  return value;
}

async function send(method, url, body, signal, known) {
  const headers = { Accept: "application/json" };
  if (known) {
    headers["If-None-Match"] = known.tag;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  if (method !== "GET" && csrfToken) {
    headers["X-CSRF-Token"] = csrfToken;
  }
  try {
    return await fetch(url, {
      method,
      headers,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
    });
  } catch (e) {
    if (e.name === "AbortError") {
      throw e;
    }
    throw new Failure(0, "unreachable");
  }
}

async function valueOf(response) {
  if (response.status === 204) {
    return null;
  }
  try {
    return await response.json();
  } catch (e) {
    if (e.name === "AbortError") {
      throw e;
    }
    throw new Failure(0, "unreadable");
  }
}

async function failureOf(response) {
  const retryAfter = Number(response.headers.get("Retry-After")) || null;
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    // A proxy in between answers with a page of its own: the status has to do.
  }
  return new Failure(response.status, problem.code || "http-" + response.status, problem.detail, retryAfter);
}

function remember(href, answer) {
  remembered.delete(href);
  remembered.set(href, answer);
  if (remembered.size > MOST_REMEMBERED) {
    remembered.delete(remembered.keys().next().value);
  }
}
