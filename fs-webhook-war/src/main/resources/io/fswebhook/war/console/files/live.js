// What just happened, told by the server. One connection for all pages.
import { address, get } from "./api.js";
import { useEffect, useRef, useState } from "./dom.js";

const EVENTS = ["delivery", "attempt", "rejection", "handler", "missed"];
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

const listeners = new Set();
const watchers = new Set();
let source = null;
let state = "connecting";
let tries = 0;
let timer = null;

function become(next) {
  if (state !== next) {
    state = next;
    watchers.forEach((watcher) => watcher(next));
  }
}

function tell(name, data) {
  listeners.forEach((listener) => listener(name, data));
}

export function start() {
  stop();
  open();
  window.addEventListener("online", again);
}

export function stop() {
  window.removeEventListener("online", again);
  clearTimeout(timer);
  timer = null;
  close();
  tries = 0;
  become("connecting");
}

function again() {
  clearTimeout(timer);
  timer = null;
  close();
  open();
}

function close() {
  if (source) {
    source.onerror = null;
    source.close();
    source = null;
  }
}

function open() {
  source = new EventSource(address("events"));
  source.onopen = () => {
    const wasCut = tries > 0;
    tries = 0;
    become("live");
    if (wasCut) {
      tell("missed", { count: 0 });
    }
  };
  source.onerror = () => {
    close();
    // The server ends each connection after a while: only what does not come back is cut.
    if (tries > 0 || state !== "live") {
      become("cut");
    }
    retry();
  };
  for (const name of EVENTS) {
    source.addEventListener(name, (event) => tell(name, parsed(event.data)));
  }
}

function retry() {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries) * (0.5 + Math.random() / 2);
  tries += 1;
  timer = setTimeout(again, wait);
  // The connection does not say why it ended; if it was the session, this does.
  get("session").catch(() => {});
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Calls the listener with each event's name and data while the component is there. */
export function useLive(listener) {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const own = (name, data) => latest.current(name, data);
    listeners.add(own);
    return () => listeners.delete(own);
  }, []);
}

export function useLiveState() {
  const [shown, show] = useState(state);
  useEffect(() => {
    show(state);
    watchers.add(show);
    return () => watchers.delete(show);
  }, []);
  return shown;
}
