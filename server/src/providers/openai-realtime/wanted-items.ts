import { isJsonObject } from "../../lib/json.ts";
import type { ModelMessage, ModelToolCall } from "../../ports/language-model.ts";
import { presentableMessages } from "../presentable-messages.ts";

/** What the vendor's conversation is to consist of, one entry per item of theirs. */
export type WantedItem =
  | { readonly kind: "user" | "assistant"; readonly text: string }
  | { readonly kind: "call"; readonly callId: string; readonly name: string; readonly arguments: string }
  | { readonly kind: "output"; readonly callId: string; readonly output: string };

/** The platform's notes stand in brackets on a line of their own before what the user said. */
const NOTE_BEFORE_WORDS = /^(\[[^\n]*\])\n([^]+)$/;
/** The vendor takes no longer ids of calls. */
const LONGEST_CALL_ID = 32;

/** Lists the items that say what the messages say. */
export function wantedItems(messages: readonly ModelMessage[]): WantedItem[] {
  const vendorIds = new Map<string, string>();
  return presentableMessages(messages).flatMap((message) => itemsOf(message, vendorIds));
}

/** Returns what is to come back with a call, so that it is known again under the vendor's own id of it. */
export function dataOfCall(vendorId: string): object {
  return { realtime_call_id: vendorId };
}

function itemsOf(message: ModelMessage, vendorIds: Map<string, string>): WantedItem[] {
  switch (message.role) {
    case "user":
      return userItems(message.text);
    case "tool": {
      const callId = vendorIds.get(message.callId) ?? shortened(message.callId);
      return [{ kind: "output", callId, output: message.output }];
    }
    case "assistant": {
      const words: WantedItem[] = message.text.trim() === "" ? [] : [{ kind: "assistant", text: message.text }];
      for (const call of message.toolCalls) vendorIds.set(call.callId, vendorIdOf(call));
      const calls = message.toolCalls.map((call): WantedItem => {
        return { kind: "call", callId: vendorIdOf(call), name: call.name, arguments: call.arguments };
      });
      return [...words, ...calls];
    }
  }
}

/** A note and the words behind it are two items: the words may be ones that the model has heard. */
function userItems(text: string): WantedItem[] {
  const [, note, words] = NOTE_BEFORE_WORDS.exec(text) ?? [];
  if (note === undefined || words === undefined || words.trim() === "") return [{ kind: "user", text }];
  return [
    { kind: "user", text: note },
    { kind: "user", text: words },
  ];
}

function vendorIdOf(call: ModelToolCall): string {
  const data = call.providerData;
  const id = isJsonObject(data) ? data["realtime_call_id"] : undefined;
  return typeof id === "string" ? id : shortened(call.callId);
}

function shortened(id: string): string {
  return id.slice(-LONGEST_CALL_ID);
}
