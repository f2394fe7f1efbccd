import { filled, type TextName, type Texts } from "./texts.ts";

/** Says the widget's texts with the agent's name in them. */
export class Words {
  readonly #texts: Texts;
  /** The agent's name, once it is known. */
  agent = "";

  constructor(texts: Texts, fallbackName: string) {
    this.#texts = texts;
    this.agent = fallbackName;
  }

  /** Says a text, with more values filled in if wanted. */
  say(name: TextName, values: Readonly<Record<string, string | number>> = {}): string {
    return filled(this.#texts[name], { name: this.agent, ...values });
  }
}
