import { expect, it } from "vitest";
import type { LogPayload } from "./event-payloads.ts";
import { overMessageLimit } from "./message-limit.ts";

const USER = { type: "user.message.received", text: "Hello", client_event_id: null } as LogPayload;
const CONTEXT = { type: "conversation.context.updated", context: {} } as LogPayload;

it.each([
  [[], null, false],
  [[USER, USER], null, false],
  [[], 1, false],
  [[USER, CONTEXT], 2, false],
  [[USER, CONTEXT, USER], 2, true],
  [[USER, USER, USER], 2, true],
])("after %j, a limit of %j refuses one more: %j", (exchange, limit, isOver) => {
  const refusal = overMessageLimit({ exchange }, limit);
  expect(refusal === null ? null : refusal.code).toBe(isOver ? "not_allowed" : null);
});

it("names the limit and the way out", () => {
  expect(overMessageLimit({ exchange: [USER] }, 1)?.message).toBe(
    "This conversation takes one message of yours and has it, so it ends here. Begin another one.",
  );
});
