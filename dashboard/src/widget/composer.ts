import { button, el, setAttributes, setShown, setText } from "./element.ts";
import { icon } from "./icons.ts";
import type { Words } from "./words.ts";

/** Where one writes. What is sent while the agent speaks interrupts it. */
export class Composer {
  readonly element: HTMLFormElement;
  readonly #words: Words;
  readonly #field: HTMLTextAreaElement;
  readonly #send: HTMLButtonElement;
  readonly #problem = el("p", { class: "problem", role: "alert", hidden: true });
  readonly #onSend: (text: string) => void;

  constructor(words: Words, onSend: (text: string) => void) {
    this.#words = words;
    this.#onSend = onSend;
    this.#field = el("textarea", { rows: "1", enterkeyhint: "send", dir: "auto", "aria-label": words.say("message") });
    this.#send = button({ label: words.say("send"), look: "send", onPress: () => undefined }, icon("send"));
    this.#send.type = "submit";
    this.element = el(
      "form",
      { class: "composer" },
      this.#problem,
      el("div", { class: "line" }, this.#field, this.#send),
    );
    this.#listen();
  }

  /** Says what can be written; by voice it is instead of speaking. */
  show({ isByVoice }: { isByVoice: boolean }): void {
    this.#field.placeholder = this.#words.say(isByVoice ? "placeholder_voice" : "placeholder");
  }

  /** Puts the cursor here. */
  focus(): void {
    this.#field.focus({ preventScroll: true });
  }

  #listen(): void {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener("keydown", (event) => {
      // The page around has keys of its own, which are not meant when somebody writes.
      event.stopPropagation();
      if (event.key === "Escape") this.element.dispatchEvent(new CustomEvent("leave", { bubbles: true }));
      // While an input method composes a character, Enter accepts that character.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener("input", () => this.#changed());
    this.#changed();
  }

  #changed(): void {
    // Never disabled in earnest, since a disabled button would lose the focus.
    setAttributes(this.#send, { "aria-disabled": this.#field.value.trim() === "" ? "true" : "false" });
  }

  #submit(): void {
    const text = this.#field.value.trim();
    if (text === "") return;
    try {
      this.#onSend(text);
      this.#field.value = "";
      setShown(this.#problem, false);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      setText(this.#problem, this.#words.say("too_long"));
      setShown(this.#problem, true);
    }
    this.#changed();
    this.focus();
  }
}
