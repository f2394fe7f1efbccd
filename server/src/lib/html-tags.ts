import { decodeHtmlEntities } from "./html-entities.ts";

/** What a piece of HTML is made of, in its order. */
export type HtmlToken =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "open"; readonly name: string; readonly attributes: string }
  | { readonly type: "close"; readonly name: string };

/** Their content is no text of the page and ends at their own end tag alone (HTML, section 13.1.2). */
const RAW = new Set(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"]);

/**
 * Cuts HTML into its texts and tags, in time that grows with its length however it is broken: a `<` that begins no tag
 * is text, comments and the contents of scripts and styles are left out. Texts are as written, references included.
 */
export function* htmlTokens(source: string): Generator<HtmlToken> {
  let place = 0;
  while (place < source.length) {
    const start = source.indexOf("<", place);
    if (start < 0) break;
    if (start > place) yield { type: "text", text: source.slice(place, start) };
    const next = skipMarkup(source, start);
    if (next !== null) {
      place = next;
      continue;
    }
    const tag = readTag(source, start);
    if (tag === null) {
      yield { type: "text", text: "<" };
      place = start + 1;
      continue;
    }
    yield tag.token;
    place = tag.end;
    if (tag.token.type === "open" && RAW.has(tag.token.name)) place = endOfRaw(source, tag);
  }
  if (place < source.length) yield { type: "text", text: source.slice(place) };
}

/** Finds the end of a comment, a declaration or an instruction that begins here; null when none does. */
function skipMarkup(source: string, start: number): number | null {
  const second = source[start + 1];
  if (second !== "!" && second !== "?") return null;
  const isComment = source.startsWith("<!--", start);
  // An unfinished one hides the rest, as browsers have it.
  const end = isComment ? source.indexOf("-->", start + 4) : source.indexOf(">", start);
  return end < 0 ? source.length : end + (isComment ? 3 : 1);
}

type ReadTag = { token: Exclude<HtmlToken, { type: "text" }>; end: number };

const NAME = /<(\/?)([a-z][a-z0-9:-]{0,40})/iy;

function readTag(source: string, start: number): ReadTag | null {
  NAME.lastIndex = start;
  const match = NAME.exec(source);
  if (!match) return null;
  const name = (match[2] as string).toLowerCase();
  const from = NAME.lastIndex;
  const end = endOfTag(source, from);
  if (end === null) return null;
  const isClosing = match[1] === "/";
  return {
    end: end + 1,
    token: isClosing ? { type: "close", name } : { type: "open", name, attributes: source.slice(from, end) },
  };
}

/** Finds the `>` of a tag, those within quotation marks left out; null when another tag begins before. */
function endOfTag(source: string, from: number): number | null {
  for (let place = from; place < source.length; place++) {
    const character = source[place];
    if (character === ">") return place;
    if (character === "<") return null;
    if (character === '"' || character === "'") {
      const close = source.indexOf(character, place + 1);
      // A mark that is never closed is no mark.
      if (close >= 0) place = close;
      else {
        const end = source.indexOf(">", place);
        return end < 0 ? null : end;
      }
    }
  }
  return null;
}

function endOfRaw(source: string, { token, end }: ReadTag): number {
  const close = new RegExp(`</${token.name}(?=[\\s/>])`, "gi");
  close.lastIndex = end;
  const match = close.exec(source);
  return match ? match.index : source.length;
}

/** Reads an attribute out of what stands in a tag behind its name; null when it is not there. */
export function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s"'/])${name}\\s{0,20}=\\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(
    attributes.slice(0, LONGEST_ATTRIBUTES),
  );
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? null : decodeHtmlEntities(value);
}

const LONGEST_ATTRIBUTES = 4_096;
