// Pages of a list that goes back in time.
import { a, div, h, p, strong } from "./dom.js";
import { href } from "./route.js";
import { Time } from "./ui.js";

export function Pager({ page, query, answer, cursor = "cursor" }) {
  const { [cursor]: here, ...filters } = query;
  return div(
    { class: "pager" },
    answer.searchedTo
      ? p(
          { class: "searched" },
          strong("Searched back to "),
          h(Time, { at: answer.searchedTo }),
          ". There may be more before that. ",
          answer.nextCursor ? a({ href: href(page, null, { ...filters, [cursor]: answer.nextCursor }) }, "Go on searching") : null,
        )
      : null,
    div(
      { class: "pages" },
      here ? a({ href: href(page, null, filters) }, "Newest") : null,
      answer.nextCursor && !answer.searchedTo
        ? a({ href: href(page, null, { ...filters, [cursor]: answer.nextCursor }), rel: "next" }, "Older")
        : null,
      !answer.nextCursor && !answer.searchedTo ? p({ class: "muted" }, "That is all there is.") : null,
    ),
  );
}
