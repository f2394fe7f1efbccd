import { readLateAnswer } from "../../src/domain/late-answers.ts";
import { type FakeModelRequest, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { keyOfNote, noteOf } from "./dialogue.ts";

/** What a model can be told of a call. */
export type Told = "running" | "succeeded" | "failed" | "unknown";

/** What the model of one conversation was told. */
export interface Hearing {
  /** The last word on each call, by its note. */
  told: Map<string, Told>;
  /** What was wrong with what it was shown, one sentence each. */
  faults: string[];
}

/** Keeps what the soak's model is told of its calls, in all requests of all conversations. */
export class ModelHearings {
  readonly #byConversation = new Map<string, Hearing>();

  /** Returns what the model was told in a conversation. */
  of(conversationKey: string): Hearing {
    const known = this.#byConversation.get(conversationKey);
    if (known) return known;
    const hearing: Hearing = { told: new Map(), faults: [] };
    this.#byConversation.set(conversationKey, hearing);
    return hearing;
  }

  /** Takes in one request, which shows the whole conversation anew. */
  hear({ messages }: FakeModelRequest): void {
    const said = new Statements();
    for (const message of messages) said.read(message);
    for (const [note, told] of said.told) this.#remember(note, told);
    const key = keyOfNote([...said.told.keys()][0] ?? "");
    if (said.faults.length > 0) this.of(key).faults.push(...said.faults);
  }

  #remember(note: string, told: Told): void {
    const hearing = this.of(keyOfNote(note));
    const before = hearing.told.get(note) ?? "running";
    if (before !== "running" && before !== told)
      hearing.faults.push(`The model was told ${before} of the call for ${note}, and later ${told}.`);
    hearing.told.set(note, told);
  }
}

/** What the messages of one request say of the calls in them. */
class Statements {
  readonly told = new Map<string, Told>();
  readonly faults: string[] = [];
  /** The notes of the calls shown so far, by call id. */
  readonly #notes = new Map<string, string>();
  /** Calls without a result so far: vendors refuse anything else between a call and its result. */
  readonly #open = new Set<string>();

  read(message: FakeModelRequest["messages"][number]): void {
    const text = textOfMessage(message);
    if (message.role === "tool") return this.#readResult(message.tool_call_id ?? "", text);
    if (this.#open.size > 0)
      this.faults.push(`The model was shown a call without a result: ${[...this.#open].join()}.`);
    this.#open.clear();
    for (const call of message.tool_calls ?? []) {
      this.#open.add(call.id);
      this.#notes.set(call.id, noteOf(call.function.arguments) ?? "");
    }
    if (message.role === "user") this.#readNote(text);
  }

  #readNote(text: string): void {
    const late = readLateAnswer(text);
    if (late === null) return;
    const note = noteOf(late.arguments) ?? "";
    const told = kindOf(late.answer, note);
    if (late.failed !== (told !== "succeeded"))
      this.faults.push(`The late answer for ${note} says failed: ${late.failed}, and ${late.answer}`);
    this.#take(note, told);
  }

  #readResult(callId: string, text: string): void {
    const note = this.#notes.get(callId) ?? "";
    if (!this.#open.delete(callId)) this.faults.push(`The model was shown a result of ${callId} without a call.`);
    this.#take(note, kindOf(text, note));
  }

  #take(note: string, told: Told): void {
    const before = this.told.get(note) ?? "running";
    if (before !== "running") this.faults.push(`The model was told twice of the call for ${note}: ${before}, ${told}.`);
    this.told.set(note, told);
  }
}

function kindOf(text: string, note: string): Told {
  if (text.startsWith("The tool is still running.")) return "running";
  if (text.includes("may or may not have been carried out")) return "unknown";
  return text === JSON.stringify({ kept: note }) ? "succeeded" : "failed";
}
