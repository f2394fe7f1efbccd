import { asName, checked, timeFor } from "./answers.ts";
import { findDates } from "./dates.ts";
import { escapePattern, type Found, without } from "./found.ts";
import { findNumbers } from "./numbers.ts";
import { findTimes } from "./times.ts";
import { choicesIn, emailsIn, phonesIn } from "./tokens.ts";
import type { Field, FieldKind } from "./tool-form.ts";

/** What a text says about the fields of a form. */
export interface Mentions {
  values: Record<string, unknown>;
  /** What was said but does not fit, in words for the user. */
  problems: string[];
  /** The text with what was understood blanked out. */
  rest: string;
}

/** What mentions are looked for in. */
export interface MentionSearch {
  text: string;
  fields: readonly Field[];
  /** Values there are already; fields without one come first. */
  given: Readonly<Record<string, unknown>>;
  today: string;
  /** The field that was asked for; it comes before all others. */
  awaited: Field | null;
}

/**
 * Finds values for several fields in one text where they are plain: `haircut tomorrow at 3pm, my name is Ann`. What
 * could be anything (a free text, yes or no) counts only after its own name: `notes: no onions`.
 */
export function readMentions(search: MentionSearch): Mentions {
  const mentions: Mentions = { values: {}, problems: [], rest: search.text };
  takeMoments(search, mentions);
  takeLabelled(search, mentions);
  take(search, mentions, { kind: "email", find: emailsIn });
  take(search, mentions, { kind: "phone", find: phonesIn });
  for (const field of search.fields) takeChoice(field, mentions);
  take(search, mentions, { kind: "code", find: codesIn });
  take(search, mentions, { kind: "name", find: namesIn });
  takeNumber(search, mentions);
  return mentions;
}

function takeMoments(search: MentionSearch, mentions: Mentions): void {
  const { text, today, awaited } = search;
  const isAwaited = (kind: FieldKind) => awaited?.kind === kind;
  const dates = findDates(text, today, isAwaited("date"));
  const times = findTimes(without(text, dates), isAwaited("time"));
  const [both] = fieldsOf(search, "date_time");
  if (both && dates[0]?.value && times[0]) {
    add(mentions, both, { value: `${dates[0].value}T${times[0].value}:00Z`, start: dates[0].start, end: dates[0].end });
    return void blank(mentions, [...dates, ...times]);
  }
  assign(mentions, fieldsOf(search, "date"), dates);
  const timeFields = fieldsOf(search, "time");
  assign(
    mentions,
    timeFields,
    times.map((found, index) => ({ ...found, value: timeFor(timeFields[index] ?? NO_FIELD, found.value) })),
  );
}

const NO_FIELD: Field = {
  name: "",
  label: "",
  kind: "text",
  isRequired: false,
  choices: [],
  fallback: undefined,
  schema: {},
};

interface Finder {
  kind: FieldKind;
  find: (text: string) => Found<unknown>[];
}

function take(search: MentionSearch, mentions: Mentions, { kind, find }: Finder): void {
  const fields = fieldsOf(search, kind).filter((field) => !Object.hasOwn(mentions.values, field.name));
  if (fields.length > 0) assign(mentions, fields, find(mentions.rest));
}

/** The fields of a kind in the order in which they get what is found: the awaited one, the empty ones, the others. */
function fieldsOf({ fields, given, awaited }: MentionSearch, kind: FieldKind): Field[] {
  const rank = (field: Field) => (field.name === awaited?.name ? 0 : Object.hasOwn(given, field.name) ? 2 : 1);
  return fields.filter((field) => field.kind === kind).sort((left, right) => rank(left) - rank(right));
}

function assign(mentions: Mentions, fields: readonly Field[], found: readonly Found<unknown>[]): void {
  for (const [index, field] of fields.entries()) {
    const one = found[index];
    if (one !== undefined) add(mentions, field, one);
  }
}

function add(mentions: Mentions, field: Field, found: Found<unknown>): void {
  const said = mentions.rest.slice(found.start, found.end);
  blank(mentions, [found]);
  if (found.value === null) return void mentions.problems.push(`There is no ${said}.`);
  const capitals = field.kind === "code" ? String(found.value).toUpperCase() : found.value;
  const asSaid = checked(field, found.value);
  const answer = "problem" in asSaid ? checked(field, capitals) : asSaid;
  if ("problem" in answer) mentions.problems.push(answer.problem);
  else mentions.values[field.name] = answer.value;
}

function blank(mentions: Mentions, found: readonly Found<unknown>[]): void {
  mentions.rest = without(mentions.rest, found);
}

function takeChoice(field: Field, mentions: Mentions): void {
  if (field.choices.length === 0 || Object.hasOwn(mentions.values, field.name)) return;
  const found = choicesIn(mentions.rest, field.choices);
  const [first] = found;
  if (first === undefined) return;
  if (field.kind === "choice") return add(mentions, field, first);
  mentions.values[field.name] = found.map(({ value }) => value);
  blank(mentions, found);
}

/** Takes what follows a field's own name: `the notes are …`, `name: Ann`. It goes to the end of the clause. */
function takeLabelled({ fields, text }: MentionSearch, mentions: Mentions): void {
  const isOrder = /^\W*(?:no\W+)?(?:please )?(?:change|set|make|update|correct)\b/i.test(text);
  for (const field of fields) {
    if (!LABELLED.has(field.kind) || Object.hasOwn(mentions.values, field.name)) continue;
    const match = labelledPattern(field, isOrder).exec(mentions.rest);
    const said = match?.[1]?.replace(/\s+(?:and|for|on|at|please)\s*\|?.*$/i, "").trim();
    if (!match || !said) continue;
    const value = field.kind === "name" ? asName(said) : said.replace(/[.!?]$/, "");
    add(mentions, field, { value, start: match.index, end: match.index + match[0].length });
  }
}

/** The whole name of the field, or its last word; "to" counts only in an order such as "change the name to Ann". */
function labelledPattern({ label }: Field, isOrder: boolean): RegExp {
  const words = label.split(" ").map(escapePattern);
  const names = `(?:${words.join(String.raw`[\s_-]?`)}|${words.at(-1)})`;
  const link = String.raw`\s*(?:\b(?:is|are|should be${isOrder ? "|to" : ""})\b|[:=])\s*`;
  return new RegExp(String.raw`\b${names}\b${link}([^,;|\n]+)`, "i");
}

const LABELLED = new Set<FieldKind>(["name", "code", "text"]);

/** Words that hold a digit among letters, or are long and all in capitals, look like codes. */
function codesIn(text: string): Found<string>[] {
  const isShouting = text === text.toUpperCase();
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}-]{3,}/gu)]
    .filter(([token]) => /\d/.test(token) || (!isShouting && token === token.toUpperCase()))
    .map((match) => ({ value: match[0], start: match.index, end: match.index + match[0].length }));
}

const NAME = String.raw`\p{L}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3}`;
const CAPITALISED = String.raw`\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3}`;

/** Finds names that are introduced as such: `my name is ann`, `I'm Ann Lee`, `for Ann`. */
function namesIn(text: string): Found<string>[] {
  const patterns = [
    new RegExp(String.raw`\b(?:[Nn]ame(?:'s| is)|[Cc]all me|[Uu]nder the name(?: of)?)\s+(${NAME})`, "gu"),
    new RegExp(String.raw`(?:\b[Ii] am|\b[Ii]['’]m|\b[Tt]his is|\b[Ff]or)\s+(?!I\b)(${CAPITALISED})`, "gu"),
  ];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      value: asName(match[1] ?? ""),
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
}

/** A number goes to the only field for numbers, or to the one that was asked for. */
function takeNumber(search: MentionSearch, mentions: Mentions): void {
  const fields = search.fields.filter(({ kind }) => kind === "integer" || kind === "number");
  const field =
    fields.find(({ name }) => name === search.awaited?.name) ?? (fields.length === 1 ? fields[0] : undefined);
  const [found] = findNumbers(mentions.rest);
  if (field && found && !Object.hasOwn(mentions.values, field.name)) add(mentions, field, found);
}
