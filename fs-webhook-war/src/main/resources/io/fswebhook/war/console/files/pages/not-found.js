import { a, div, h1, p } from "../dom.js";
import { href } from "../route.js";

export const NotFound = () =>
  div(h1("Page not found"), p("The address may be incomplete. ", a({ href: href("overview") }, "Go to the overview")));
