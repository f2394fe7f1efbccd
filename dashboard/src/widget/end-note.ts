import type { ChatView } from "./chat.ts";
import { button, el, fill } from "./element.ts";
import type { TextName } from "./texts.ts";
import type { Words } from "./words.ts";

interface EndActions {
  restart(): void;
  resume(): void;
}

/** Takes the composer's place once the conversation is over, here or for good. */
export class EndNote {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #text = el("p", { class: "end-text", role: "status" });
  readonly #again: HTMLButtonElement;
  readonly #resume: HTMLButtonElement;

  constructor(words: Words, { restart, resume }: EndActions) {
    this.#words = words;
    this.#again = button({ look: "primary", onPress: restart }, words.say("again"));
    this.#resume = button({ look: "secondary", onPress: resume }, words.say("continue_here"));
    this.element = el("div", { class: "end-note" }, this.#text, el("div", { class: "choices" }));
  }

  /** Shows how the conversation ended. */
  show({ connection, transcript, problem }: ChatView): void {
    const end = connection.name === "over" ? connection.end : null;
    const canResume = transcript.ended === null && (end === "taken_over" || end === "unreachable");
    this.#text.textContent = this.#words.say(problem?.text ?? textOf(end, transcript.ended?.reason ?? null));
    fill(this.element.lastElementChild as HTMLElement, canResume ? [this.#resume, this.#again] : [this.#again]);
  }

  /** Puts the cursor on what comes next. */
  focus(): void {
    this.element.querySelector("button")?.focus({ preventScroll: true });
  }
}

function textOf(end: string | null, reason: string | null): TextName {
  if (reason !== null) return reason === "message_limit" ? "full" : "ended";
  if (end === "taken_over") return "elsewhere";
  return end === "unreachable" ? "lost" : "ended";
}
