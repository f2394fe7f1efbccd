import MiniSearch from "minisearch";
import { type Html, html } from "../lib/html.ts";

/** A part of the documents that can be found. */
export interface SearchEntry {
  /** Where it is, with its anchor. */
  address: string;
  heading: string;
  /** The page it stands on, and what that belongs to. */
  where: string;
  text: string;
  /** How much it counts beside others that fit as well. */
  weight: number;
}

/** Finds parts of the documents by words. */
export interface DocumentSearch {
  /** The best first, at most `limit`. */
  find(words: string, limit: number): Hit[];
}

/** A part that was found. */
export interface Hit extends SearchEntry {
  /** The words as they were found in it, for the excerpt. */
  terms: readonly string[];
}

/** What is read of a search, so that nobody can make it long: characters, and words. */
const LONGEST_SEARCH = 100;
const MOST_WORDS = 8;

/** Makes the index of all parts. A word finds what begins with it too, and what is a letter or two beside it. */
export function searchOf(entries: readonly SearchEntry[]): DocumentSearch {
  const index = new MiniSearch<SearchEntry & { id: number }>({
    fields: ["heading", "where", "text"],
    searchOptions: {
      boost: { heading: 4, where: 2 },
      prefix: true,
      fuzzy: (word) => (word.length < 4 ? false : 0.2),
      combineWith: "AND",
      boostDocument: (id) => entries[id as number]?.weight ?? 1,
    },
    tokenize: wordsIn,
  });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  return {
    find(words, limit) {
      const asked = wordsIn(words.slice(0, LONGEST_SEARCH)).slice(0, MOST_WORDS).join(" ");
      return index
        .search(asked)
        .slice(0, limit)
        .flatMap(({ id, terms }) => {
          const entry = entries[id as number];
          return entry ? [{ ...entry, terms }] : [];
        });
    },
  };
}

/** Names such as `user.message.send` and `agent_id` are found whole and by their parts. */
function wordsIn(text: string): string[] {
  const names = text.match(/[\p{L}\p{N}]+(?:[._@-][\p{L}\p{N}]+)*/gu) ?? [];
  return names.flatMap((name) => {
    const parts = name.split(/[._@-]/);
    return parts.length === 1 ? parts : [name, ...parts];
  });
}

/** Lists what was found, as links with an excerpt each. */
export function resultList(hits: readonly Hit[], kind: string): Html {
  const items = hits.map(
    (hit) => html`<li><a href="${hit.address}"><span class="where">${hit.where}</span>
<span class="hit">${marked(hit.heading, hit.terms)}</span> <span class="words">${excerpt(hit)}</span></a></li>`,
  );
  return html`<ol class="${`results ${kind}`.trim()}">${items}</ol>`;
}

const EXCERPT_LENGTH = 180;
const LEAD = 60;

function excerpt({ text, terms }: Hit): Html {
  const lower = text.toLowerCase();
  const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  const start = first <= LEAD ? 0 : text.indexOf(" ", first - LEAD) + 1;
  const end = start + EXCERPT_LENGTH;
  const cut = text.length > end ? text.slice(start, text.lastIndexOf(" ", end)) : text.slice(start);
  return html`${start > 0 ? "… " : null}${marked(cut, terms)}${text.length > end ? " …" : null}`;
}

function marked(text: string, terms: readonly string[]): Html {
  if (terms.length === 0) return html`${text}`;
  const forms = [...terms]
    .sort((one, other) => other.length - one.length)
    .map((term) => term.replace(/[.\\+*?[^\]$(){}=!<>|:-]/g, "\\$&"));
  const parts = text.split(new RegExp(`(${forms.join("|")})`, "gi"));
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<mark>${part}</mark>` : part))}`;
}
