// Elements as functions: div({ class: "a" }, "text", span("more")).
// A text is always a text node: there is no way here to write HTML.
import { Fragment, h, render } from "./lib/preact.module.js";

export { Fragment, h, render };
export {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "./lib/hooks.module.js";

const isAttributes = (value) => value !== null && typeof value === "object" && value.constructor === Object;

const element = (name) => (first, ...rest) =>
  isAttributes(first) ? h(name, first, ...rest) : h(name, null, first, ...rest);

export const a = element("a");
export const button = element("button");
export const code = element("code");
export const datalist = element("datalist");
export const dd = element("dd");
export const details = element("details");
export const dialog = element("dialog");
export const div = element("div");
export const dl = element("dl");
export const dt = element("dt");
export const fieldset = element("fieldset");
export const footer = element("footer");
export const form = element("form");
export const h1 = element("h1");
export const h2 = element("h2");
export const h3 = element("h3");
export const header = element("header");
export const input = element("input");
export const kbd = element("kbd");
export const label = element("label");
export const legend = element("legend");
export const li = element("li");
export const main = element("main");
export const nav = element("nav");
export const ol = element("ol");
export const option = element("option");
export const p = element("p");
export const pre = element("pre");
export const progress = element("progress");
export const section = element("section");
export const select = element("select");
export const span = element("span");
export const strong = element("strong");
export const summary = element("summary");
export const table = element("table");
export const tbody = element("tbody");
export const td = element("td");
export const textarea = element("textarea");
export const th = element("th");
export const thead = element("thead");
export const time = element("time");
export const tr = element("tr");
export const ul = element("ul");
