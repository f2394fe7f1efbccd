import type { Transcript } from "@operator/sdk";
import { splitLinks } from "../talk/links.ts";
import { el, fill, setShown, setText } from "./element.ts";
import { isThinking, latestNews, type SpokenEntry, spokenEntries } from "./spoken-entries.ts";
import type { Words } from "./words.ts";

/** Within so many pixels of its end the list stays at its end. */
const NEAR = 48;

/** Shows what was said, and reads it out where nobody looks. */
export class MessageList {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #list = el("ol", { class: "messages" });
  readonly #thinking: HTMLElement;
  readonly #news = el("p", { class: "unseen", "aria-live": "polite" });
  readonly #items = new Map<string, { item: HTMLElement; entry: SpokenEntry }>();

  constructor(words: Words) {
    this.#words = words;
    const dots = [0, 1, 2].map(() => el("span", { class: "dot" }));
    this.#thinking = el("p", { class: "thinking" }, el("span", { class: "unseen" }), ...dots);
    this.element = el(
      "section",
      { class: "conversation", tabindex: "0", "aria-label": words.say("conversation") },
      this.#list,
      this.#thinking,
      this.#news,
    );
  }

  /** Shows a conversation as it is now. What the agent speaks itself is not read out. */
  show(transcript: Transcript, { isByVoice }: { isByVoice: boolean }): void {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    const wasAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    const entries = spokenEntries(transcript);
    this.#forgetAllBut(new Set(entries.map(({ key }) => key)));
    fill(
      this.#list,
      entries.map((entry) => this.#itemOf(entry)),
    );
    setText(this.#thinking.firstElementChild as HTMLElement, this.#words.say("thinking"));
    setShown(this.#thinking, isThinking(transcript));
    const news = latestNews(transcript);
    if (!isByVoice && news !== null) setText(this.#news, `${this.#words.say("agent")}: ${news.text}`);
    if (wasAtEnd || entries.at(-1)?.who === "user") this.element.scrollTop = this.element.scrollHeight;
  }

  /** Goes to the end, after the list was out of sight. */
  toEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  #forgetAllBut(keys: ReadonlySet<string>): void {
    for (const key of this.#items.keys()) if (!keys.has(key)) this.#items.delete(key);
  }

  #itemOf(entry: SpokenEntry): HTMLElement {
    const known = this.#items.get(entry.key);
    if (known !== undefined && isSame(known.entry, entry)) return known.item;
    const item = known?.item ?? el("li");
    item.className = `message ${entry.who}${entry.isOpen ? " open" : ""}`;
    item.replaceChildren(...this.#partsOf(entry));
    this.#items.set(entry.key, { item, entry });
    return item;
  }

  #partsOf({ who, text, isCutOff, isRefused }: SpokenEntry): Node[] {
    const speaker =
      who === "notice" ? [] : [el("span", { class: "unseen" }, this.#words.say(who === "user" ? "you" : "agent"))];
    const note = isRefused ? "not_sent" : isCutOff ? "cut_off" : null;
    const notes = note === null ? [] : [el("span", { class: "note" }, this.#words.say(note))];
    return [...speaker, el("p", { class: "bubble", dir: "auto" }, ...withLinks(text)), ...notes];
  }
}

function isSame(one: SpokenEntry, other: SpokenEntry): boolean {
  return (
    one.text === other.text &&
    one.isOpen === other.isOpen &&
    one.isCutOff === other.isCutOff &&
    one.isRefused === other.isRefused
  );
}

function withLinks(text: string): (Node | string)[] {
  return splitLinks(text).map(({ text: piece, href }) =>
    href === null ? piece : el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, piece),
  );
}
