import { a, code, dd, div, dl, dt, h, h1, h2, li, p, section, span, ul } from "../dom.js";
import { useLoad, usePolled } from "../load.js";
import { href } from "../route.js";
import { Ago, Badge, Empty, Loading, Problem, Time } from "../ui.js";
import { PLUGIN, stateWords } from "../words.js";

export function Plugins() {
  const { data, failure, reload } = usePolled("plugins");
  const setUp = useLoad("setup");
  const folders = setUp.data?.pluginFolders || [];
  return div(
    { class: "page" },
    h1("Plugins"),
    p(
      { class: "intro" },
      "Copy a jar or a folder of jars here to add a plugin, overwrite it to replace the plugin, delete it to remove the plugin. No restart is needed for this folder: ",
      folders.map((folder, i) => [i ? ", " : "", code({ key: folder }, folder)]),
    ),
    h(Problem, { failure, retry: reload }),
    data === null && !failure ? h(Loading, { what: "plugins" }) : null,
    data !== null && data.items.length === 0 ? h(Empty, { title: "No plugins." }, p("Deliveries are stored, but not handled until you add one.")) : null,
    data === null ? null : data.items.map((plugin) => h(Plugin, { key: plugin.source, plugin })),
  );
}

function Plugin({ plugin }) {
  const words = stateWords(PLUGIN, plugin.state);
  return section(
    { class: "card", "aria-label": plugin.name },
    div({ class: "card-head" }, h2(plugin.name), h(Badge, { words }), span({ class: "muted" }, "since ", h(Time, { at: plugin.since }))),
    words.text ? p({ class: "note" }, words.text) : null,
    plugin.reloadable === false ? p({ class: "note" }, "It is in the server's own library folder, which is read once: restart the server to replace or remove it.") : null,
    sentences("Problem", "bad", plugin.problems),
    sentences("Warning", "warn", plugin.warnings),
    dl(
      { class: "headers" },
      dt("Version"),
      dd(plugin.version || "none in its manifest"),
      dt("Handlers"),
      dd(
        (plugin.handlers || []).length
          ? plugin.handlers.map((name, i) => [i ? ", " : "", a({ key: name, href: href("handlers", name) }, name)])
          : "none",
      ),
      dt("Jar"),
      dd(code(plugin.source)),
      dt("Folder"),
      dd(code(plugin.folder)),
      plugin.lastError ? [dt("Last error"), dd(h(Ago, { at: plugin.lastError.at }), p({ class: "error-text" }, plugin.lastError.sentence))] : null,
    ),
  );
}

const sentences = (word, tone, texts) =>
  (texts || []).length
    ? ul({ class: "plain sentences " + tone }, texts.map((text) => li({ key: text }, span({ class: "word" }, word + ": "), text)))
    : null;
