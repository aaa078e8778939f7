// The page and its filters stand in the URL, behind the #, so that a view can be sent to somebody.
import { useEffect, useState } from "./dom.js";

export function href(page, id, query) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query || {})) {
    if (value !== null && value !== undefined && value !== "") {
      parameters.set(name, value);
    }
  }
  const text = parameters.toString();
  return "#/" + page + (id ? "/" + encodeURIComponent(id) : "") + (text ? "?" + text : "");
}

export function go(page, id, query) {
  location.hash = href(page, id, query);
}

export function current() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [page, id] = path.split("/");
  return {
    page: page || "overview",
    id: id ? decoded(id) : null,
    query: Object.fromEntries(new URLSearchParams(query || "")),
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function useRoute() {
  const [route, change] = useState(current);
  useEffect(() => {
    const listener = () => change(current());
    window.addEventListener("hashchange", listener);
    return () => window.removeEventListener("hashchange", listener);
  }, []);
  return route;
}
