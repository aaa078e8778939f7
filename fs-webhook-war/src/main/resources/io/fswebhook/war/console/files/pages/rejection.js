import { a, code, dd, div, dl, dt, h, h1, h2, li, p, pre, section, span, strong, ul } from "../dom.js";
import { bytes, counted } from "../format.js";
import { useLoad } from "../load.js";
import { href } from "../route.js";
import { Badge, Loading, Problem, Time } from "../ui.js";
import { rejectionWords } from "../words.js";

const fact = (name, value) => div(dt(name), dd(value));

export function Rejection({ id }) {
  const { data, failure, reload } = useLoad("rejections/" + encodeURIComponent(id));
  if (data === null) {
    return div({ class: "page" }, h1("Rejection"), h(Problem, { failure, retry: reload }), failure ? null : h(Loading, { what: "the rejection" }));
  }
  const words = rejectionWords(data.reason);
  return div(
    { class: "page" },
    p({ class: "crumb" }, a({ href: href("rejections") }, "Rejections")),
    h1(words.word),
    dl(
      { class: "facts" },
      fact("Received", h(Time, { at: data.receivedAt })),
      fact("From", data.address || "–"),
      fact("Size", bytes(data.size)),
      fact("Reason", code(data.reason)),
    ),
    h(Explanation, { rejection: data, words }),
    section(
      { class: "block" },
      h2("Request"),
      dl(
        { class: "headers" },
        data.detail ? [dt("Detail"), dd(data.detail)] : null,
        dt("Signature or token"),
        dd(data.header ? code(data.header) : "none"),
      ),
      data.leftOut ? p({ class: "note" }, counted(data.leftOut, "more request", "more requests") + " with the same reason arrived around this time and were not stored individually.") : null,
    ),
    data.body
      ? section({ class: "block" }, h2("Stored part of the body"), pre({ class: "body raw", tabIndex: 0, role: "region", "aria-label": "Body" }, data.body))
      : null,
  );
}

function Explanation({ rejection, words }) {
  const findings = rejection.findings || [];
  return section(
    { class: "block explanation" },
    h2("Cause and fix"),
    findings.length === 0
      ? [p(words.text), p(strong("To do: "), words.todo)]
      : ul(
          { class: "plain findings" },
          findings.map((finding) =>
            li(
              { key: finding.code },
              finding.wouldBeValid
                ? h(Badge, { words: { word: "Found", tone: "ok", sign: "✓" } })
                : h(Badge, { words: { word: "Seen", tone: "calm", sign: "○" } }),
              span({ class: "sentence" }, finding.sentence),
            ),
          ),
        ),
    findings.some((finding) => finding.wouldBeValid)
      ? p({ class: "note" }, "“Found” means that the request would be accepted but for this.")
      : findings.length
        ? p({ class: "note" }, words.text, " ", words.todo)
        : null,
  );
}
