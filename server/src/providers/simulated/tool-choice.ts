import type { ToolForm } from "./tool-form.ts";
import { areAlike, askForAnother, isWishFor, sameWord, tellingWords } from "./words.ts";
import { wordsOfName } from "./wording.ts";

/** What a text must come to before it is taken for a wish: one word of a name, or two of a description. */
const THRESHOLD = 2;
const NAME_WORD = 3;
const CHOICE = 2;
const DESCRIPTION_WORD = 1;
const WISH = 1;

/** Which tools a text asks for: the best, several that fit equally well, or none. */
export function chooseTools(text: string, forms: readonly ToolForm[]): ToolForm[] {
  const wanted = tellingWords(text);
  return best(forms, (form) => toolScore(form, wanted, text));
}

/** Whether a text asks for this tool by everything that its name says, so that it means no other. */
export function asksFor(text: string, form: ToolForm): boolean {
  const wanted = tellingWords(text);
  const names = nameWords(form);
  return names.length > 0 && names.every((name) => wanted.some((word) => areAlike(word, name)));
}

/** A route of an intent-routing prompt and what is said about it. */
export interface RouteChoice {
  name: string;
  description: string;
}

/** Which routes a text asks for. */
export function chooseRoutes(text: string, routes: readonly RouteChoice[]): RouteChoice[] {
  const wanted = tellingWords(text);
  return best(routes, ({ name, description }) => {
    const names = tellingWords(wordsOfName(name).join(" "));
    return NAME_WORD * matches(wanted, names) + 2 * DESCRIPTION_WORD * matches(wanted, tellingWords(description));
  });
}

function best<Item>(items: readonly Item[], score: (item: Item) => number): Item[] {
  const scored = items.map((item) => ({ item, points: score(item) }));
  const most = Math.max(THRESHOLD, ...scored.map(({ points }) => points));
  return scored.filter(({ points }) => points >= most).map(({ item }) => item);
}

function toolScore(form: ToolForm, wanted: readonly string[], text: string): number {
  const [verb = ""] = wordsOfName(form.tool.name);
  if (askForAnother(wanted, verb)) return 0;
  const choices = form.fields.flatMap((field) => field.choices.map(String));
  const lower = text.toLowerCase();
  const named = choices.filter((choice) => lower.includes(choice.toLowerCase())).length;
  return (
    NAME_WORD * matches(wanted, nameWords(form)) +
    CHOICE * Math.min(1, named) +
    DESCRIPTION_WORD * exactMatches(wanted, tellingWords(form.tool.description)) +
    (wanted.some((word) => isWishFor(word, verb)) ? WISH : 0)
  );
}

function nameWords(form: ToolForm): string[] {
  return tellingWords(wordsOfName(form.tool.name).join(" "));
}

function matches(wanted: readonly string[], words: readonly string[]): number {
  return words.filter((word) => wanted.some((one) => areAlike(one, word))).length;
}

function exactMatches(wanted: readonly string[], words: readonly string[]): number {
  return words.filter((word) => wanted.some((one) => sameWord(one, word))).length;
}
