import { lexer } from "marked";

/** What a document names, each with the line it stands on. */
export interface NamedThing {
  name: string;
  line: number;
}

/** Code within a document: spans, and the lines of blocks with their language. */
export interface CodePiece {
  text: string;
  /** The language of its block; null for a span within text. */
  language: string | null;
  line: number;
}

interface AnyToken {
  type: string;
  raw: string;
  text?: string;
  lang?: string;
  href?: string;
  tokens?: readonly AnyToken[];
  items?: readonly AnyToken[];
  header?: readonly AnyToken[] | boolean;
  rows?: readonly (readonly AnyToken[])[];
}

/** Lists the code of a document, spans as a whole and blocks line by line. */
export function codeIn(markdown: string): CodePiece[] {
  return tokensOf(markdown).flatMap(({ token, line }): CodePiece[] => {
    if (token.type === "codespan") return [{ text: token.text ?? "", language: null, line }];
    if (token.type !== "code") return [];
    const [language = ""] = (token.lang ?? "").split(/\s/);
    const first = token.raw.trimStart().startsWith("```") ? 1 : 0;
    return (token.text ?? "").split("\n").map((text, index) => ({ text, language, line: line + first + index }));
  });
}

/** Lists where a document's links and pictures lead. */
export function linksIn(markdown: string): NamedThing[] {
  return tokensOf(markdown)
    .filter(({ token }) => token.type === "link" || token.type === "image")
    .map(({ token, line }) => ({ name: token.href ?? "", line }));
}

interface PlacedToken {
  token: AnyToken;
  line: number;
}

/** Tokens have no places: that of a top one is counted, and within it that of the first text that reads the same. */
function tokensOf(markdown: string): PlacedToken[] {
  let line = 1;
  return (lexer(markdown) as readonly AnyToken[]).flatMap((top) => {
    const start = line;
    line += top.raw.split("\n").length - 1;
    return withInner(top).map((token) => {
      const before = token === top ? "" : top.raw.slice(0, Math.max(0, top.raw.indexOf(token.raw)));
      return { token, line: start + before.split("\n").length - 1 };
    });
  });
}

function withInner(token: AnyToken): AnyToken[] {
  const { tokens = [], items = [], header, rows = [] } = token;
  const inner = [...tokens, ...items, ...(typeof header === "object" ? header : []), ...rows.flat()];
  return [token, ...inner.flatMap(withInner)];
}
