import type { AgentMessage, Change, ToolCall, Transcript, TranscriptEntry, UserMessage } from "@operator/sdk";
import { bold, dim, yellow } from "../output/style.ts";
import type { TalkView } from "./talk-session.ts";

/** Where and how a conversation is printed. */
export interface PrinterOptions {
  write(text: string): void;
  agentName: string;
  /** Whether what the user says is printed too; a terminal shows it already. */
  echoesUser: boolean;
}

/** Prints a conversation as it grows, word by word, on an output that only moves forward. */
export class Printer implements TalkView {
  readonly #options: PrinterOptions;
  #shown: readonly TranscriptEntry[] = [];
  #isMidLine = false;

  constructor(options: PrinterOptions) {
    this.#options = options;
  }

  event(): void {
    // A person reads the transcript that the events make.
  }

  /** Prints what the transcript has more than when it was last shown. */
  show({ entries }: Transcript): void {
    if (this.#shown.some((before) => isLost(before, entries))) this.line(dim("(starts over)"));
    for (const entry of entries) {
      const before = this.#shown.find((other) => other.kind === entry.kind && other.id === entry.id);
      if (before !== entry) this.#showEntry(before, entry);
    }
    this.#shown = entries;
  }

  /** Takes the transcript as shown without printing it. */
  skip({ entries }: Transcript): void {
    this.#shown = entries;
  }

  /** Prints a line of its own. */
  line(text: string): void {
    this.#write(`${this.#isMidLine ? "\n" : ""}${text}\n`);
  }

  /** Prints a remark of the program, not of the conversation. */
  remark(text: string): void {
    this.line(dim(text));
  }

  /** Ends a line that was left open. */
  endLine(): void {
    if (this.#isMidLine) this.#write("\n");
  }

  #showEntry(before: TranscriptEntry | undefined, entry: TranscriptEntry): void {
    switch (entry.kind) {
      case "agent_message":
        return this.#showMessage(before as AgentMessage | undefined, entry);
      case "user_message":
        return this.#showUser(entry);
      case "tool_call":
        return this.#showCall(before === undefined, entry);
      case "notice":
        return this.line(dim(`  · ${entry.text}`));
      case "change":
        return this.line(dim(`  · ${describeChange(entry)}`));
      case "fault":
        return this.line(yellow(`  ! ${entry.message}`));
      case "pause":
      case "line":
        // Only what is spoken has pauses and a line, and this is a chat.
        return;
    }
  }

  #showMessage(before: AgentMessage | undefined, { text, state }: AgentMessage): void {
    const printed = before?.text ?? "";
    // An interrupted message is cut to what the user got; of what is printed nothing can be taken back.
    const rest = text.startsWith(printed) ? text.slice(printed.length) : "";
    if (before === undefined) this.#write(`${this.#isMidLine ? "\n" : ""}${bold(this.#options.agentName)} › `);
    this.#write(rest);
    if (state === "interrupted") this.#write(dim(" (interrupted)"));
    if (state !== "streaming") this.#write("\n");
  }

  #showUser({ state, text }: UserMessage): void {
    if (state === "received" && this.#options.echoesUser) this.line(`${bold("you")} › ${text}`);
  }

  #showCall(isNew: boolean, call: ToolCall): void {
    if (isNew) this.line(dim(`  → ${call.name} ${call.arguments}`));
    if (call.state === "returned") this.line(dim(`  ← ${call.name} ${JSON.stringify(call.result ?? null)}`));
    if (call.state === "failed") this.line(yellow(`  ← ${call.name} failed: ${call.error}`));
  }

  #write(text: string): void {
    if (text === "") return;
    this.#isMidLine = !text.endsWith("\n");
    this.#options.write(text);
  }
}

/** Tells whether a message that was being written is gone, since another takes its place. */
function isLost(before: TranscriptEntry, entries: readonly TranscriptEntry[]): boolean {
  if (before.kind !== "agent_message" || before.state !== "streaming") return false;
  return !entries.some((entry) => entry.kind === "agent_message" && entry.id === before.id);
}

function describeChange({ payload }: Change): string {
  switch (payload.type) {
    case "agent.model.failed":
      return `${payload.model} failed (${payload.message}) ${NEXT[payload.next](payload.next_model)}`;
    case "agent.speech.failed":
      return `${payload.provider} failed (${payload.message})`;
    case "agent.route.changed":
      return `now on the route ${payload.route}`;
    case "agent.language.changed":
      return `now in ${payload.language}`;
  }
}

const NEXT = {
  retry: (model: string | null) => `and is asked again${model === null ? "" : `: ${model}`}`,
  fallback: (model: string | null) => `and ${model} takes over`,
  apology: () => "and the agent apologises",
};
