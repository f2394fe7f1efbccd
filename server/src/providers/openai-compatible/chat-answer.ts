import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import { randomBase62 } from "../../lib/random.ts";
import type { ModelPart, ModelUsage } from "../../ports/language-model.ts";

interface GrowingCall {
  id: string;
  index: number | null;
  name: string;
  arguments: string;
}

/**
 * Reads the chunks of one answer, streamed or whole, and hands on its parts. Forgiving where servers differ: tool
 * calls without ids or index, whole in one chunk or in pieces, with arguments as an object; content as a list of
 * parts; thinking as `reasoning_content`, `reasoning` or `thinking`.
 * Source: https://platform.openai.com/docs/api-reference/chat-streaming
 */
export class ChatAnswer {
  readonly #emit: (part: ModelPart) => void;
  readonly #calls: GrowingCall[] = [];
  #usage: ModelUsage = { inputTokens: null, outputTokens: null };
  #finishReason: string | null = null;
  #hasBegun = false;

  constructor(emit: (part: ModelPart) => void) {
    this.#emit = emit;
  }

  /** Whether any chunk was one of a chat completion. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Whether the model has said that it is done; its usage may still follow. */
  get hasFinished(): boolean {
    return this.#finishReason !== null;
  }

  /** Takes one chunk, already parsed. */
  read(chunk: JsonObject): void {
    if (isJsonObject(chunk["usage"])) this.#usage = readUsage(chunk["usage"]);
    const choice: unknown = Array.isArray(chunk["choices"]) ? chunk["choices"][0] : undefined;
    if (!isJsonObject(choice)) return;
    this.#hasBegun = true;
    const delta = choice["delta"] ?? choice["message"];
    if (isJsonObject(delta)) this.#readDelta(delta);
    if (typeof choice["finish_reason"] === "string") this.#finishReason = choice["finish_reason"];
  }

  /** Hands on what is only known at the end: the calls and the usage. */
  finish(): void {
    for (const call of this.#calls) {
      const { name, arguments: text } = call;
      this.#emit({ type: "tool_call", call: { callId: call.id, name, arguments: text === "" ? "{}" : text } });
    }
    this.#emit({ type: "finish", usage: this.#usage });
  }

  #readDelta(delta: JsonObject): void {
    if (hasThought(delta)) this.#emit({ type: "reasoning" });
    const text = textOf(delta["content"]) + textOf(delta["refusal"]);
    if (text !== "") this.#emit({ type: "text", text });
    if (!Array.isArray(delta["tool_calls"])) return;
    for (const call of delta["tool_calls"]) if (isJsonObject(call)) this.#readCall(call);
    // Nothing to show yet, but a long call must not be taken for a stalled model.
    this.#emit({ type: "reasoning" });
  }

  #readCall(delta: JsonObject): void {
    const definition = isJsonObject(delta["function"]) ? delta["function"] : {};
    const name = typeof definition["name"] === "string" ? definition["name"] : "";
    const id = typeof delta["id"] === "string" ? delta["id"] : "";
    const index = typeof delta["index"] === "number" ? delta["index"] : null;
    const call = this.#growing({ id, index, name }) ?? this.#begin({ id, index, name });
    if (call.name === "") call.name = name;
    call.arguments += argumentsText(definition["arguments"]);
  }

  /** Finds the call that a delta goes on with; a server may use an index twice (Ollama) or leave ids or index out. */
  #growing({ id, index, name }: Omit<GrowingCall, "arguments">): GrowingCall | undefined {
    const sameId = id === "" ? undefined : this.#calls.find((call) => call.id === id);
    if (sameId !== undefined || (id !== "" && name !== "")) return sameId;
    const call = index === null ? this.#calls.at(-1) : this.#calls.findLast((known) => known.index === index);
    return call !== undefined && goesOn(call, name) ? call : undefined;
  }

  #begin({ id, index, name }: Omit<GrowingCall, "arguments">): GrowingCall {
    const call = { id: id === "" ? `call_${randomBase62(16)}` : id, index, name, arguments: "" };
    this.#calls.push(call);
    return call;
  }
}

/** Whether a delta with this name belongs to the call: names come once, or again with every piece. */
function goesOn(call: GrowingCall, name: string): boolean {
  if (name === "" || call.name === "") return true;
  return call.name === name && !isWhole(call.arguments);
}

function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function argumentsText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}

function hasThought(delta: JsonObject): boolean {
  return Boolean(delta["reasoning_content"] ?? delta["reasoning"] ?? delta["thinking"]);
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  const texts = content.map((part: unknown) => (isJsonObject(part) && part["type"] === "text" ? part["text"] : ""));
  return texts.filter((text) => typeof text === "string").join("");
}

function readUsage(usage: JsonObject): ModelUsage {
  return { inputTokens: count(usage["prompt_tokens"]), outputTokens: count(usage["completion_tokens"]) };
}

function count(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
