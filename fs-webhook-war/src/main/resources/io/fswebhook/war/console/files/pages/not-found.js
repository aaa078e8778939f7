import { a, div, h1, p } from "../dom.js";
import { href } from "../route.js";

export const NotFound = () =>
  div(h1("There is no such page"), p("The address may be cut short. ", a({ href: href("overview") }, "Go to the overview")));
