import type { WantedItem } from "./wanted-items.ts";

/** An item that the vendor's conversation has. */
export interface KnownItem {
  readonly id: string;
  readonly kind: "user" | "assistant" | "call" | "output";
  /** The words of a message as far as they are known; of a call its id, of an output that and what it says. */
  text: string;
  /** Whether it is the user's own voice. */
  readonly isHeard: boolean;
  /** Whether its words are still waited for; it is left alone until then. */
  isDue: boolean;
  /** The agent's voice: how many ms of it were passed on, and where in the item it is; null for what is only text. */
  voice: { ms: number; contentIndex: number } | null;
  /** Whether the vendor may have more of it than was passed on. */
  isCut: boolean;
}

/** What makes the vendor's conversation the one that is wanted, in this order. */
export type Edit =
  | { readonly type: "delete"; readonly id: string }
  | { readonly type: "truncate"; readonly id: string; readonly contentIndex: number; readonly ms: number }
  /** Puts an item behind that one; `root` for the first place, null for the last. */
  | { readonly type: "create"; readonly id: string; readonly item: WantedItem; readonly after: string | null };

/** How long a character takes to say, in ms, where the audio of an answer did not come to its end. */
const MS_PER_CHARACTER = 65;

/**
 * Keeps account of what the vendor's conversation holds, in its order, and says what is to be changed so that it holds
 * what is wanted.
 */
export class Ledger {
  #items: KnownItem[] = [];
  readonly #newId: () => string;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Notes an item that the vendor has put at the end. Returns it as it is kept; the one there is when it has that id. */
  add(item: Pick<KnownItem, "id" | "kind"> & Partial<KnownItem>): KnownItem {
    const there = this.find(item.id);
    if (there !== null) return there;
    const known = { text: "", isHeard: false, isDue: false, voice: null, isCut: false, ...item };
    this.#items.push(known);
    return known;
  }

  /** Finds an item by its id; null when there is none. */
  find(id: string): KnownItem | null {
    return this.#items.findLast((item) => item.id === id) ?? null;
  }

  /** Forgets an item that the vendor does not have after all. */
  remove(id: string): void {
    this.#items = this.#items.filter((item) => item.id !== id);
  }

  /** Forgets everything: the vendor's conversation is a new one. */
  clear(): void {
    this.#items = [];
  }

  /** Makes the account what is wanted and returns what the vendor must be told for that. */
  reconcile(wanted: readonly WantedItem[]): Edit[] {
    const edits: Edit[] = [];
    const kept: KnownItem[] = [];
    let rest = this.#items;
    for (const [index, item] of wanted.entries()) {
      const place = this.#placeOf(item, rest, wanted.slice(index + 1));
      if (place === null) {
        kept.push(this.#create(item, { before: kept.at(-1), isLast: rest.length === 0 }, edits));
        continue;
      }
      kept.push(...this.#drop(rest.slice(0, place.from), edits));
      const found = rest.slice(place.from, place.from + place.count);
      cutTo(item, found, edits);
      kept.push(...found);
      rest = rest.slice(place.from + place.count);
    }
    kept.push(...this.#drop(rest, edits));
    this.#items = kept;
    return edits;
  }

  /** Finds where the rest says this; passes over nothing that is wanted later. */
  #placeOf(
    item: WantedItem,
    rest: readonly KnownItem[],
    later: readonly WantedItem[],
  ): { from: number; count: number } | null {
    for (const [from, known] of rest.entries()) {
      const count = countSaying(item, rest, from);
      if (count > 0) return { from, count };
      if (later.some((other) => saysPartOf(other, known))) return null;
    }
    return null;
  }

  #create(
    item: WantedItem,
    { before, isLast }: { before: KnownItem | undefined; isLast: boolean },
    edits: Edit[],
  ): KnownItem {
    const id = this.#newId();
    edits.push({ type: "create", id, item, after: isLast ? null : (before?.id ?? "root") });
    return { id, kind: item.kind, text: textOf(item), isHeard: false, isDue: false, voice: null, isCut: false };
  }

  /** Throws items away, but for those whose words are still to come: who throws those away never gets the words. */
  #drop(items: readonly KnownItem[], edits: Edit[]): KnownItem[] {
    for (const item of items) if (!item.isDue) edits.push({ type: "delete", id: item.id });
    return items.filter((item) => item.isDue);
  }
}

/** Returns how many items from there on say together what is wanted, the last perhaps more; 0 when they do not. */
function countSaying(wanted: WantedItem, items: readonly KnownItem[], from: number): number {
  const text = textOf(wanted);
  let said = "";
  for (let count = 1; from + count <= items.length; count++) {
    const item = items[from + count - 1] as KnownItem;
    if (item.kind !== wanted.kind || item.isDue) return 0;
    if (endsAt(item, said, text)) return count;
    said += item.text;
    // Only what was said aloud comes in pieces: the pauses in it are the speaker's.
    if (!isSpoken(item) || !text.startsWith(said)) return 0;
  }
  return 0;
}

/** Tells whether the text ends with this item, or within it where the item can be cut. */
function endsAt(item: KnownItem, said: string, text: string): boolean {
  const whole = said + item.text;
  if (whole === text) return item.text !== "" && !(item.isCut && item.voice === null);
  const canBeCut = item.kind === "assistant" && item.voice !== null && item.voice.ms > 0;
  return canBeCut && text.length > said.length && whole.startsWith(text);
}

function isSpoken({ isHeard, voice }: KnownItem): boolean {
  return isHeard || voice !== null;
}

function saysPartOf(wanted: WantedItem, known: KnownItem): boolean {
  if (wanted.kind !== known.kind || known.text === "") return false;
  const text = textOf(wanted);
  return isSpoken(known) ? text.includes(known.text) : text === known.text;
}

/** Cuts the last of the items to what is wanted of it. */
function cutTo(wanted: WantedItem, items: readonly KnownItem[], edits: Edit[]): void {
  const last = items.at(-1);
  if (last === undefined || last.voice === null) return;
  const said = items.slice(0, -1).reduce((length, { text }) => length + text.length, 0);
  const heard = textOf(wanted).slice(said);
  if (heard === last.text && !last.isCut) return;
  const whole = last.isCut ? Math.max(last.voice.ms, last.text.length * MS_PER_CHARACTER) : last.voice.ms;
  const share = last.text.length === 0 ? 1 : heard.length / last.text.length;
  const ms = Math.floor(Math.min(last.voice.ms, share * whole));
  edits.push({ type: "truncate", id: last.id, contentIndex: last.voice.contentIndex, ms });
  last.text = heard;
  last.voice = { ...last.voice, ms };
  last.isCut = false;
}

/** Writes words the way they are compared: where lines and words are parted differs between who says them. */
export function comparable(text: string): string {
  return text.replace(/\s+/g, "");
}

function textOf(item: WantedItem): string {
  if (item.kind === "call") return item.callId;
  if (item.kind === "output") return `${item.callId} ${item.output}`;
  return comparable(item.text);
}
