// Loads an answer for a page, and keeps what is shown until there is something new.
import { get } from "./api.js";
import { useCallback, useEffect, useRef, useState } from "./dom.js";
import { isBusy } from "./words.js";

/**
 * @param path below /api/v1; null loads nothing
 * @param every milliseconds after which it is loaded again, while the page can be seen
 * @returns data (null at first), failure, isLoading, reload, replace (changes the data that is shown)
 */
export function useLoad(path, query, every) {
  const [state, change] = useState({ data: null, failure: null, isLoading: true });
  const running = useRef(null);
  const key = path + "?" + JSON.stringify(query || {});

  const reload = useCallback(async () => {
    if (path === null) {
      return;
    }
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    change((before) => ({ ...before, isLoading: true }));
    try {
      const data = await get(path, query, own.signal);
      if (!own.signal.aborted) {
        change({ data, failure: null, isLoading: false });
      }
    } catch (failure) {
      if (failure.name === "AbortError" || own.signal.aborted) {
        return;
      }
      change((before) => ({ data: before.data, failure, isLoading: false }));
      if (isBusy(failure)) {
        setTimeout(() => own.signal.aborted || reload(), 1000 * (failure.retryAfter || 2) * (1 + Math.random()));
      }
    }
  }, [key]);

  useEffect(() => {
    reload();
    return () => running.current?.abort();
  }, [key]);

  useEffect(() => {
    if (!every) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") {
        reload();
      }
    }, every);
    return () => clearInterval(timer);
  }, [key, every]);

  const replace = useCallback((data) => change((before) => ({ ...before, data: data(before.data) })), []);
  return { ...state, reload, replace };
}

/** Calls it once for all calls within a time, so that a flood of events is one look. */
export function useSettled(action, delay) {
  const latest = useRef(action);
  latest.current = action;
  const timer = useRef(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    if (timer.current === null) {
      timer.current = setTimeout(() => {
        timer.current = null;
        latest.current();
      }, delay);
    }
  }, [delay]);
}
