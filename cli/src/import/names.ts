/** The names of the platform's own tools, which no other tool may have. */
const PLATFORM_TOOLS = [
  "end_conversation set_custom_fields switch_language change_route wait transfer send_dtmf hold resume leave_voicemail",
  "do_not_call schedule_follow_up cancel_follow_up send_sms send_email search_history record_output",
].flatMap((line) => line.split(" "));

const LONGEST_SLUG = 48;
const LONGEST_NAME = 60;

/** Writes a text in plain letters, digits and one sign between words; empty where nothing of it can be. */
function plainWords(text: string, sign: "-" | "_"): string {
  const words = text
    .slice(0, 400)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .match(/[A-Za-z0-9]+/g);
  return (words ?? []).join(sign);
}

/** Makes the name of a folder from a text. */
export function slugOf(text: string, otherwise: string): string {
  const slug = plainWords(text, "-").toLowerCase().slice(0, LONGEST_SLUG).replace(/-+$/, "");
  return slug === "" ? otherwise : slug;
}

/** Makes a name that a tool, a destination or a variable may have from a text: it begins with a letter. */
export function identifierOf(text: string, otherwise: string): string {
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(text) && text.length <= LONGEST_NAME) return text;
  const name = plainWords(text, "_").slice(0, LONGEST_NAME).replace(/_+$/, "");
  if (name === "") return otherwise;
  return /^[A-Za-z]/.test(name) ? name : `${otherwise}_${name}`.slice(0, LONGEST_NAME);
}

/** Words that say nothing of what is meant. */
const EMPTY_WORDS = new Set(
  "a an the when if only for to of in on at with and or is are be was wants want asks ask about by this that it they caller callers user customer call transfer".split(
    " ",
  ),
);

/** Finds a short name in a sentence: its first words that say something; `otherwise` where there are none. */
export function shortName(sentence: string, otherwise: string): string {
  const words = plainWords(sentence, "-").toLowerCase().split("-");
  const telling = words.filter((word) => word !== "" && !EMPTY_WORDS.has(word)).slice(0, 3);
  return telling.length === 0 ? otherwise : telling.join(" ").slice(0, 40);
}

/** Gives out names, each once; upper and lower case count as one. */
export interface NameBook {
  /** Returns the name, or the name with a number when it is taken. */
  take(name: string): string;
}

/** Makes a book of names in which those are taken already. */
export function nameBook(sign: "-" | "_", taken: readonly string[] = []): NameBook {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  /** The number from which on a name may be free. */
  const numbers = new Map<string, number>();
  return {
    take(name) {
      const key = name.toLowerCase();
      let number = numbers.get(key) ?? 2;
      let free = name;
      for (; used.has(free.toLowerCase()); number++) free = `${name}${sign}${number}`;
      numbers.set(key, number);
      used.add(free.toLowerCase());
      return free;
    },
  };
}

/** Makes the book of the names of tools. */
export function toolNameBook(): NameBook {
  return nameBook("_", PLATFORM_TOOLS);
}
