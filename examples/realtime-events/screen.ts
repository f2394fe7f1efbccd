import { harmless } from "../api-client/harmless.ts";
import type { AgentMessage, Change, Entry, ToolCall } from "./live-transcript.ts";

/** Shows a conversation as it grows, on an output that only moves forward: what is there cannot be taken back. */
export class Screen {
  readonly #write: (text: string) => void;
  #isMidLine = false;
  /** The message whose line is open, so that its next piece goes on there. */
  #open: string | null = null;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Shows what changed. */
  show({ before, after }: Change): void {
    switch (after.kind) {
      case "agent_message":
        return this.#showMessage(before, after);
      case "tool_call":
        return this.#showCall(before, after);
      case "user_message":
        return this.line(`user   ${after.text}`);
      case "notice":
      case "change":
        return this.line(`     · ${after.text}`);
      case "fault":
        return this.line(`     ! ${after.text}`);
    }
  }

  /** Shows a line of its own. */
  line(text: string): void {
    this.#put(`${this.#isMidLine ? "\n" : ""}${text}\n`);
    this.#open = null;
  }

  #showMessage(before: Entry | undefined, after: AgentMessage): void {
    const shown = before?.kind === "agent_message" ? before.text : "";
    const isPlain = after.text.startsWith(shown);
    this.#goOnWith(after, isPlain ? after.text.slice(shown.length) : "");
    if (after.state !== "streaming") this.#close(after, closingOf(after, isPlain));
  }

  /** Ends the line of a message that is finished, with what is to be said of it. */
  #close({ generation_id }: AgentMessage, closing: string): void {
    const isOpen = this.#open === generation_id && this.#isMidLine;
    if (isOpen) this.#put(closing === "" ? "\n" : ` ${closing}\n`);
    else if (closing !== "") this.line(`     ${closing}`);
    this.#open = null;
  }

  /** Writes the rest of a message on its line, or on a new one if something else was shown meanwhile. */
  #goOnWith({ generation_id }: AgentMessage, rest: string): void {
    if (rest === "") return;
    if (this.#open !== generation_id) this.#put(`${this.#isMidLine ? "\n" : ""}agent  `);
    this.#put(rest);
    this.#open = generation_id;
  }

  #showCall(before: Entry | undefined, call: ToolCall): void {
    if (before === undefined) this.line(`     → ${call.name} ${call.arguments}`);
    if (call.state === "returned") this.line(`     ← ${call.name} ${JSON.stringify(call.result)}`);
    if (call.state === "failed") this.line(`     ← ${call.name} failed: ${call.error}`);
  }

  #put(text: string): void {
    if (text === "") return;
    this.#isMidLine = !text.endsWith("\n");
    this.#write(harmless(text));
  }
}

/** What is said when a message is finished: nothing, if what is on the screen is all of it and no more. */
function closingOf({ state, text }: AgentMessage, isPlain: boolean): string {
  if (state === "abandoned") return "⟨not finished⟩";
  if (state === "interrupted") return isPlain ? "⟨interrupted⟩" : `⟨interrupted; the user got: ${text}⟩`;
  return isPlain ? "" : `⟨in full: ${text}⟩`;
}
