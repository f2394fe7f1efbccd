import type { DemoChannel } from "@operator/sdk";
import type { ChatView, Stage } from "./chat.ts";
import { button, el, fill, setAttributes } from "./element.ts";
import { icon } from "./icons.ts";
import type { Words } from "./words.ts";

interface WelcomeActions {
  start(channel: DemoChannel): void;
  load(): void;
}

const BUSY: ReadonlySet<Stage> = new Set(["idle", "loading", "starting"]);

/** What is there before the conversation begins: a greeting, how one can talk, and what stands in the way. */
export class Welcome {
  readonly element = el("div", { class: "welcome" });
  readonly #words: Words;
  readonly #greeting: string | null;
  readonly #actions: WelcomeActions;
  #shown: readonly unknown[] = [];

  constructor(words: Words, { greeting, ...actions }: WelcomeActions & { greeting: string | null }) {
    this.#words = words;
    this.#greeting = greeting;
    this.#actions = actions;
  }

  /** Shows how things stand. */
  show({ stage, demo, problem }: ChatView): void {
    const state = [stage, demo, problem];
    if (state.every((part, index) => part === this.#shown[index]) && this.#shown.length > 0) return;
    this.#shown = state;
    const isBusy = BUSY.has(stage);
    const greeting = this.#greeting ?? demo?.greeting ?? null;
    const say = this.#words.say.bind(this.#words);
    const parts = [
      paragraph(greeting, { class: "greeting", dir: "auto" }),
      paragraph(problem && say(problem.text, { minutes: problem.minutes }), { class: "problem", role: "alert" }),
      this.#buttonsOf({ stage, demo, problem }),
      paragraph(isBusy ? say("starting") : null, { class: "hint", role: "status" }),
      paragraph(stage === "closed" ? null : say("disclosure"), { class: "hint" }),
    ];
    fill(
      this.element,
      parts.filter((part) => part !== null),
    );
    setAttributes(this.element, { "aria-busy": String(isBusy) });
  }

  /** Puts the cursor on what comes next. */
  focus(): boolean {
    const next = this.element.querySelector("button");
    next?.focus({ preventScroll: true });
    return next !== null;
  }

  #buttonsOf({ stage, demo, problem }: Pick<ChatView, "stage" | "demo" | "problem">): HTMLElement | null {
    if (stage === "closed" && problem?.canTryAgain)
      return el(
        "div",
        { class: "choices" },
        this.#button("try_again", "primary", () => this.#actions.load()),
      );
    if (stage !== "welcome" || demo === null) return null;
    const buttons = demo.channels.map((channel, index) => {
      const isVoice = channel === "voice_realtime";
      const look = index === 0 ? "primary" : "secondary";
      const made = this.#button(isVoice ? "start_voice" : "start_chat", look, () => this.#actions.start(channel));
      made.prepend(icon(isVoice ? "microphone" : "chat"));
      return made;
    });
    return el("div", { class: "choices" }, ...buttons);
  }

  #button(text: "try_again" | "start_chat" | "start_voice", look: string, onPress: () => void): HTMLButtonElement {
    return button({ look, onPress }, this.#words.say(text));
  }
}

function paragraph(text: string | null, attributes: Record<string, string>): HTMLElement | null {
  return text === null ? null : el("p", attributes, text);
}
