import { setTimeout as sleep } from "node:timers/promises";
import { call, pagesOf, type Platform } from "./api.ts";
import { hold, type Procedure } from "./documented.ts";

const PATIENCE = 60_000;
const PAUSE = 250;

/** Runs a procedural agent on a conversation, and returns how it ended. */
export async function runProcedure(platform: Platform, agentId: string, conversationId: string): Promise<Procedure> {
  const body = { agent_id: agentId, conversation_id: conversationId };
  const { id } = await call<{ id: string }>(platform, "POST /procedures", body);
  hold(/^trun_[0-9A-Za-z]{11}$/.test(id), "the form of a procedure's id", id);
  return untilEnded(platform, id);
}

/** Waits for the procedure that the end of a conversation sets off, and returns how it ended. */
export async function procedureAfter(platform: Platform, agentId: string, conversationId: string): Promise<Procedure> {
  const path = `/procedures?agent_id=${agentId}&conversation_id=${conversationId}`;
  const found = await until("a procedure comes after the conversation", async () => {
    for await (const [procedure] of pagesOf<Procedure>(platform, path, 1)) return procedure ?? null;
    return null;
  });
  return untilEnded(platform, found.id);
}

function untilEnded(platform: Platform, id: string): Promise<Procedure> {
  return until("a procedure ends", async () => {
    const procedure = await call<Procedure>(platform, `GET /procedures/${id}`);
    return ["pending", "running"].includes(procedure.status) ? null : procedure;
  });
}

/** Looks again and again until there is something to see. */
export async function until<Value>(what: string, look: () => Promise<Value | null>): Promise<Value> {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(PAUSE)) {
    const value = await look();
    if (value !== null) return value;
  }
  return hold(false, what) as never;
}
