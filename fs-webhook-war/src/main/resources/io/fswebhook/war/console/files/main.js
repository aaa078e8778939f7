// Starts the console: who is it, and which page.
import { h, main, render, useEffect } from "./dom.js";
import { Frame, PAGES } from "./frame.js";
import { usePolled } from "./load.js";
import { Alerts } from "./pages/alerts.js";
import { Audit } from "./pages/audit.js";
import { DeadLetters } from "./pages/dead-letters.js";
import { Deliveries } from "./pages/deliveries.js";
import { Delivery } from "./pages/delivery.js";
import { Handler, Handlers } from "./pages/handlers.js";
import { LogIn } from "./pages/log-in.js";
import { Nodes } from "./pages/nodes.js";
import { NotFound } from "./pages/not-found.js";
import { Operation, Operations } from "./pages/operations.js";
import { Overview } from "./pages/overview.js";
import { Plugins } from "./pages/plugins.js";
import { Rejection, Rejections } from "./pages/rejections.js";
import { SetUp } from "./pages/set-up.js";
import { useRoute } from "./route.js";
import { ask, useSession } from "./session.js";
import { Loading, Problem } from "./ui.js";

const COMPONENTS = {
  overview: Overview,
  alerts: Alerts,
  deliveries: Deliveries,
  "dead-letters": DeadLetters,
  rejections: Rejections,
  handlers: Handlers,
  plugins: Plugins,
  nodes: Nodes,
  operations: Operations,
  audit: Audit,
  "set-up": SetUp,
};
const DETAILS = { deliveries: Delivery, rejections: Rejection, handlers: Handler, operations: Operation };

function Console() {
  const route = useRoute();
  const { session, ended, unreachable } = useSession();
  const isIn = session !== null && session !== "unknown";
  useEffect(() => {
    ask();
  }, []);

  const component = (route.id && DETAILS[route.page]) || COMPONENTS[route.page] || NotFound;
  useEffect(() => {
    const name = (PAGES.find(([code]) => code === route.page) || [])[1];
    document.title = (isIn ? (name || "Not found") + (route.id ? " " + route.id : "") : "Log in") + " · fs-webhook";
  }, [route.page, route.id, isIn]);

  if (session === "unknown") {
    return main({ class: "alone" }, unreachable ? h(Problem, { failure: unreachable, retry: ask }) : h(Loading, { what: "the console" }));
  }
  if (session === null) {
    return h(LogIn, { ended });
  }
  return h(Inside, { route, session, component });
}

/** What needs attention is asked for on every page: the navigation shows it, and no page can miss that the receiver is gone. */
function Inside({ route, session, component }) {
  const { data: attention } = usePolled("attention");
  return h(
    Frame,
    { page: route.page, session, attention },
    h(component, { key: route.page + "/" + (route.id || ""), id: route.id, query: route.query, attention }),
  );
}

render(h(Console), document.getElementById("console"));
