// Loads an answer for a page, and keeps what is shown until there is something new.
import { get, isUnreachable } from "./api.js";
import { useCallback, useEffect, useRef, useState } from "./dom.js";
import { isBusy } from "./words.js";

const EVERY = 2000;
const LONGEST_PAUSE = 30000;
const RETRY = "fs-webhook-retry";

/** Whatever is polled is asked for at once. */
export const retryNow = () => window.dispatchEvent(new Event(RETRY));

/** @returns data (null at first), failure, isLoading, reload */
export const useLoad = (path, query) => useAnswer(path, query, false);

/**
 * The same, asked for again every two seconds while the page can be seen.
 *
 * @param keep (shown, latest, signal) to what is to be shown of an answer that nobody has asked for
 */
export const usePolled = (path, query, keep) => useAnswer(path, query, true, keep);

function useAnswer(path, query, isPolled, keep = (shown, latest) => latest) {
  const [state, change] = useState({ data: null, failure: null, isLoading: true });
  const loader = useRef(null);
  const key = path + "?" + JSON.stringify(query || {});

  useEffect(() => {
    let data = null;
    let running = null;
    let timer = null;
    let failures = 0;
    let loadedAt = null;

    const load = async (isAsked) => {
      clearTimeout(timer);
      running?.abort();
      const own = new AbortController();
      running = own;
      if (isAsked) {
        change((before) => ({ ...before, isLoading: true }));
      }
      let failure = null;
      try {
        const latest = await get(path, query, own.signal);
        data = isAsked || data === null ? latest : await keep(data, latest, own.signal);
        loadedAt = new Date();
      } catch (e) {
        failure = Object.assign(e, { shownAsOf: loadedAt });
      }
      if (own.signal.aborted) {
        return;
      }
      failures = failure ? failures + 1 : 0;
      change((before) => next(before, data, failure, isAsked));
      if (isPolled || (failure && isBusy(failure))) {
        timer = setTimeout(isPolled ? look : () => load(false), pause(failures, failure));
      }
    };
    const look = () => document.visibilityState === "visible" && load(false);
    if (isPolled) {
      document.addEventListener("visibilitychange", look);
      window.addEventListener("online", look);
      window.addEventListener(RETRY, look);
    }
    loader.current = load;
    load(true);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", look);
      window.removeEventListener(RETRY, look);
      clearTimeout(timer);
      running.abort();
    };
  }, [key]);

  const reload = useCallback(() => loader.current(true), []);
  return { ...state, reload };
}

/** The state itself where nothing is new: then nothing is drawn. */
function next(before, data, failure, isAsked) {
  // What is shown stays while the receiver cannot be reached; the frame says so.
  const isQuiet = failure && !isAsked && before.data && isUnreachable(failure);
  const after = {
    data: failure ? before.data : data,
    failure: isQuiet ? before.failure : failure,
    isLoading: false,
  };
  return Object.keys(after).every((name) => after[name] === before[name]) ? before : after;
}

function pause(failures, failure) {
  if (!failure) {
    return EVERY;
  }
  const least = failure.retryAfter ? 1000 * failure.retryAfter : EVERY;
  return Math.min(LONGEST_PAUSE, least * 2 ** (failures - 1) * (1 + Math.random() / 2));
}
