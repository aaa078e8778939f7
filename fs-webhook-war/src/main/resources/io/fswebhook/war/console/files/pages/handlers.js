import { post, remove } from "../api.js";
import { ConfirmDialog } from "../actions.js";
import { a, code, dd, div, dl, dt, h, h1, h2, p, section, span, useState } from "../dom.js";
import { count, counted, fraction, millis } from "../format.js";
import { usePolled } from "../load.js";
import { say } from "../notice.js";
import { href } from "../route.js";
import { ActionButton, Ago, Badge, Empty, Loading, Problem, Time, ViewerNote } from "../ui.js";
import { BREAKER, HANDLER, stateWords } from "../words.js";

export function Handlers() {
  const { data, failure, reload } = usePolled("handlers");
  const [asked, ask] = useState(null);
  const [removing, setRemoving] = useState(null);
  const act = (name, action) => async () => {
    await post("handlers/" + encodeURIComponent(name) + "/" + action);
    say(name + (action === "pause" ? " is paused." : " goes on."));
    await reload();
  };
  const resume = (name) =>
    act(name, "resume")().catch((e) => say(e.detail || "It could not be resumed. Try again.", "bad"));
  return div(
    { class: "page" },
    h1("Handlers"),
    p({ class: "intro" }, "Handlers on this node: counts since each was started, rate and durations over the last five minutes."),
    h(ViewerNote),
    h(Problem, { failure, retry: reload }),
    data === null && !failure ? h(Loading, { what: "handlers" }) : null,
    data !== null && data.items.length === 0
      ? h(Empty, { title: "No handler is running." }, p("Deliveries are stored but not handled. Add a plugin to the plugins folder; see ", a({ href: href("plugins") }, "Plugins"), "."))
      : null,
    data === null ? null : data.items.map((handler) =>
          handler.state === "not-running"
            ? h(NotRunning, { key: handler.name, handler, ask: setRemoving })
            : h(Handler, { key: handler.name, handler, ask, resume }),
        ),
    asked
      ? h(ConfirmDialog, {
          title: "Pause " + asked,
          text: "It gets no more deliveries on any node, even after a restart, until it is resumed. New deliveries stay pending; attempts in progress may finish.",
          verb: "Pause",
          act: act(asked, "pause"),
          close: () => ask(null),
        })
      : null,
    removing
      ? h(ConfirmDialog, {
          title: "Remove the subscription of " + removing.name,
          text: "It no longer receives new deliveries on any node. " + counted(removing.pending, "pending delivery", "pending deliveries") + " will be discarded; they can still be replayed until they are deleted after their time.",
          verb: "Remove subscription",
          act: async () => {
            await remove("handlers/" + encodeURIComponent(removing.name));
            say(removing.name + " is no longer subscribed.");
            await reload();
          },
          close: () => setRemoving(null),
        })
      : null,
  );
}

function NotRunning({ handler, ask }) {
  const words = stateWords(HANDLER, handler.state);
  return section(
    { class: "card", "aria-label": handler.name },
    div(
      { class: "card-head" },
      h2(handler.name),
      h(Badge, { words }),
      h(ActionButton, { onAct: () => ask(handler), "aria-label": "Remove subscription of " + handler.name }, "Remove subscription"),
    ),
    p({ class: "note" }, words.text),
    dl({ class: "figures" }, figure("Pending", handler.pending, count(handler.pending))),
  );
}

function Handler({ handler, ask, resume }) {
  const words = stateWords(HANDLER, handler.state);
  const isPaused = handler.state === "paused";
  return section(
    { class: "card", "aria-label": handler.name },
    div(
      { class: "card-head" },
      h2(handler.name),
      h(Badge, { words }),
      span({ class: "muted" }, "since ", h(Time, { at: handler.since })),
      isPaused
        ? h(ActionButton, { kind: "primary", onAct: () => resume(handler.name), "aria-label": "Resume " + handler.name }, "Resume")
        : h(ActionButton, { onAct: () => ask(handler.name), "aria-label": "Pause " + handler.name, disabled: handler.state === "stopping" }, "Pause"),
    ),
    words.text ? p({ class: "note" }, words.text) : null,
    dl(
      { class: "figures" },
      figure("Pending", handler.pending, handler.pending ? a({ href: href("deliveries", null, { handler: handler.name, state: "pending" }), "aria-label": "Pending for " + handler.name }, count(handler.pending)) : "0"),
      figure("Running now", null, count(handler.running)),
      figure("A minute", null, fraction.format(handler.perMinute)),
      figure("Median", null, millis(handler.medianMillis)),
      figure("99 of 100 within", null, millis(handler.p99Millis)),
      figure("Succeeded", null, count(handler.counts.succeeded)),
      figure("Retrying", null, count(handler.counts.retrying)),
      figure("Dead letters", handler.counts.dead, handler.counts.dead ? a({ href: href("dead-letters", null, { handler: handler.name }), "aria-label": "Dead letters of " + handler.name }, count(handler.counts.dead)) : "0"),
      handler.stuckThreads ? figure("Hanging", 1, count(handler.stuckThreads)) : null,
    ),
    dl(
      { class: "headers" },
      dt("Breaker"),
      dd(BREAKER[handler.breaker.state] || handler.breaker.state, handler.breaker.state === "closed" || handler.breaker.state === "disabled" ? null : [", ", h(Ago, { at: handler.breaker.since })]),
      handler.plugin ? [dt("Plugin"), dd(code(handler.plugin))] : null,
      handler.lastError
        ? [
            dt("Last error"),
            dd(
              h(Ago, { at: handler.lastError.at }),
              " at ",
              a({ href: href("deliveries", handler.lastError.deliveryId) }, "delivery " + handler.lastError.deliveryId),
              p({ class: "error-text" }, handler.lastError.text),
            ),
          ]
        : null,
    ),
  );
}

const figure = (name, loud, value) => div({ class: loud ? "loud" : "" }, dt(name), dd(value));
