// JSON made readable without being read: every number and every text stays as it was sent.
const MOST = 200000;
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;

/** @returns [{ kind: "key" | "text" | "other", text }], or null when it is no JSON or too long. */
export function pretty(text) {
  if (text.length > MOST || !isJson(text)) {
    return null;
  }
  const pieces = [];
  const tokens = text.match(TOKEN) || [];
  let depth = 0;
  const add = (piece, kind = "other") => {
    const last = pieces[pieces.length - 1];
    if (last && last.kind === kind) {
      last.text += piece;
    } else {
      pieces.push({ kind, text: piece });
    }
  };
  const line = () => add("\n" + "  ".repeat(depth));
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (token === "{" || token === "[") {
      const isEmpty = next === "}" || next === "]";
      add(token);
      if (!isEmpty) {
        depth += 1;
        line();
      }
    } else if (token === "}" || token === "]") {
      const before = tokens[i - 1];
      if (before !== "{" && before !== "[") {
        depth -= 1;
        line();
      }
      add(token);
    } else if (token === ",") {
      add(token);
      line();
    } else if (token === ":") {
      add(": ");
    } else {
      add(token, kindOf(token, next));
    }
  });
  return pieces;
}

function kindOf(token, next) {
  if (!token.startsWith('"')) {
    return "other";
  }
  return next === ":" ? "key" : "text";
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
