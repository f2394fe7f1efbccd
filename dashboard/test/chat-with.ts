import { WebSocket } from "ws";
import { type NewConversation, openSession, type WebSocketConstructor } from "../../sdk/src/index.ts";
import type { Dashboard } from "./dashboard.ts";

/** Holds a chat in which the user says some things one after the other, ends it, and returns its id. */
export async function chatWith(
  { client }: Dashboard,
  agentId: string,
  { says, ...more }: { says: readonly string[] } & Partial<NewConversation>,
): Promise<string> {
  const channel = { type: "chat_realtime" as const };
  const { id, channel: opened } = await client.conversations.create({ ...more, agent_id: agentId, channel });
  const session = openSession({
    sessionUrl: opened.session_url ?? "",
    token: opened.token ?? "",
    webSocket: WebSocket as unknown as WebSocketConstructor,
  });
  session.start();
  const left = [...says];
  session.send(left.shift() ?? "");
  for await (const { payload } of session) {
    if (payload.type !== "agent.turn.metrics") continue;
    const next = left.shift();
    if (next === undefined) break;
    session.send(next);
  }
  await client.conversations.end(id);
  session.close();
  return id;
}
