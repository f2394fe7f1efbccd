import { spokenFor, textsIn } from "./languages.ts";
import { type Texts, textsWith } from "./texts.ts";

/** How a widget looks and behaves. */
export interface WidgetOptions {
  /** The public link's id, `demo_…`. */
  readonly demo: string;
  /** The platform's origin. */
  readonly host: string;
  /** The colour of buttons, as CSS writes colours; null for the usual one. */
  readonly color: string | null;
  readonly position: "left" | "right";
  readonly theme: "auto" | "light" | "dark";
  /** What stands above the chat; null for what the link says. */
  readonly title: string | null;
  /** What is said before the conversation begins; null for what the link says. */
  readonly greeting: string | null;
  /** The language of the texts, as HTML names languages. */
  readonly language: string;
  readonly texts: Texts;
  /** Whether the chat is open from the start. */
  readonly isOpen: boolean;
  /** Whether there is a button that opens the chat; without one, the page opens it. */
  readonly hasLauncher: boolean;
}

/** What a page says of a widget, as data attributes have it. */
export type GivenOptions = Readonly<Record<string, string | undefined>>;

/** Where a widget is put on a page. */
interface Surroundings {
  readonly source: string;
  /** As `<html lang>` names it; empty or null where it names none. */
  readonly pageLanguage: string | null;
}

/**
 * Reads what a page says of a widget. `source` is where the script came from, which is the platform unless the page names
 * another host; `pageLanguage` is the page's own language, in which the widget speaks unless the page names another.
 * Throws an `Error` that says what is wrong.
 */
export function readOptions(given: GivenOptions, { source, pageLanguage }: Surroundings): WidgetOptions {
  const demo = given["demo"] ?? "";
  if (!/^demo_[0-9A-Za-z]{11}$/.test(demo))
    throw new Error(`data-demo has to name a public link, demo_…; it is "${demo}".`);
  const language = textOf(given["language"]);
  return {
    demo,
    host: originOf(given["host"] ?? source),
    color: textOf(given["color"]),
    position: oneOf(given["position"], ["right", "left"]),
    theme: oneOf(given["theme"], ["auto", "light", "dark"]),
    title: textOf(given["title"]),
    greeting: textOf(given["greeting"]),
    language: language ?? spokenFor(pageLanguage),
    texts: textsWith(textsIn(language ?? pageLanguage), jsonObject(given["texts"])),
    isOpen: given["open"] !== undefined && given["open"] !== "false",
    hasLauncher: given["launcher"] !== "none",
  };
}

function originOf(url: string): string {
  if (URL.canParse(url)) return new URL(url).origin;
  throw new Error(`data-host has to be the platform's address, https://…; it is "${url}".`);
}

function textOf(value: string | undefined): string | null {
  return value === undefined || value.trim() === "" ? null : value;
}

function oneOf<Choice extends string>(value: string | undefined, choices: readonly [Choice, ...Choice[]]): Choice {
  return choices.find((choice) => choice === value) ?? choices[0];
}

function jsonObject(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    throw new Error('data-texts has to be a JSON object, e.g. {"send":"Senden"}.');
  }
}
