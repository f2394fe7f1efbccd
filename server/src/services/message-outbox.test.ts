import { afterAll, describe, expect, it } from "vitest";
import type { ConversationRow } from "../db/conversations.ts";
import { openDatabase } from "../db/database.ts";
import type { EventEnvelope } from "../domain/event.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import { messageOutbox } from "./message-outbox.ts";

/** Statements are only made with it, and none is sent. */
const database = openDatabase("postgres://nobody@127.0.0.1:1/none", { connections: 1, onError: () => undefined });
afterAll(() => database.destroy());

function outboxFor(channel: ConversationRow["channel"]) {
  const row = { id: "conv_1", channel, channel_type: channel.type, direction: "inbound", livemode: true };
  return messageOutbox({ database, jobs: { announce: () => undefined } })(row as ConversationRow);
}

function event(payload: object, index: number): EventEnvelope {
  return { id: `ev_${index}`, payload: payload as ServerPayload } as EventEnvelope;
}

const says = (text: string, interrupted = false) => ({ type: "agent.message.completed", text, interrupted });
const turnOver = (interrupted = false) => ({ type: "agent.turn.metrics", interrupted });
const heard = { type: "user.message.received", text: "Hi" };
const ended = { type: "conversation.ended" };

/** Tells what an outbox does with batches of events: adds words to the draft, after a separator, or releases it. */
function stepsOf(batches: readonly (readonly object[])[]): string[] {
  const outbox = outboxFor({ type: "sms", caller_no: "+14155550123", callee_no: "+14155550100" });
  return batches.flatMap((payloads) =>
    (outbox?.record(payloads.map(event)) ?? []).map(({ sql, parameters }) =>
      sql.includes("on conflict (conversation_id) where status = 'drafting'")
        ? `${JSON.stringify(parameters.at(-2))}${String(parameters.at(-3))}`
        : "release",
    ),
  );
}

describe("the outbox of a conversation over a carrier", () => {
  it.each<[string, object[][], string[]]>([
    ["what a turn says", [[heard], [says("Hello"), turnOver()]], ['"\\n\\n"Hello', "release"]],
    [
      "what it says before and after a call",
      [[says("One moment.")], [says("At nine."), turnOver()]],
      ['"\\n\\n"One moment.', '"\\n\\n"At nine.', "release"],
    ],
    ["no turn that says nothing", [[says("  "), turnOver()]], ["release"]],
    [
      "what was finished before the person wrote again, with what answers that",
      [[says("One moment.")], [turnOver(true)], [heard], [says("Both."), turnOver()]],
      ['"\\n\\n"One moment.', '"\\n\\n"Both.', "release"],
    ],
    [
      "where a model broke off, what goes on from there",
      [[says("We open ", true)], [says("at nine."), turnOver()]],
      ['"\\n\\n"We open', '" "at nine.', "release"],
    ],
    [
      "the apology of a turn that broke",
      [[says("We", true), says("Sorry."), turnOver(true)]],
      ['"\\n\\n"We', '" "Sorry.', "release"],
    ],
    [
      "what was left when the conversation ends",
      [[says("One moment.")], [turnOver(true)], [ended]],
      ['"\\n\\n"One moment.', "release"],
    ],
  ])("writes %s", (_what, batches, steps) => {
    expect(stepsOf(batches)).toEqual(steps);
  });

  it("is none for a chat", () => {
    expect(outboxFor({ type: "chat_async" })).toBe(null);
  });
});
