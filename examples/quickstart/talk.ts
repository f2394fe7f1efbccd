import { type CreatedConversation, openSession } from "@operator/sdk";
import { WebSocket } from "ws";

/** Says each line once the agent has answered the one before, and prints what both say. */
export async function talk({ channel }: CreatedConversation, lines: readonly string[]): Promise<void> {
  const { session_url: sessionUrl, token } = channel;
  if (sessionUrl === undefined || token === null) throw new Error("This conversation has no session to talk over.");
  const session = openSession({ sessionUrl, token, webSocket: WebSocket });
  const waiting = [...lines];
  session.start();
  for await (const { payload } of session) {
    if (payload.type === "user.message.received") console.log(`User:  ${payload.text}`);
    if (payload.type === "agent.tool_call.created") console.log(`       [${payload.name} ${payload.arguments}]`);
    if (payload.type !== "agent.message.completed") continue;
    if (payload.text !== "") console.log(`Agent: ${payload.text}`);
    // A message with tool calls is not the last word of a turn.
    if (payload.has_tool_calls) continue;
    const line = waiting.shift();
    if (line === undefined) session.end();
    else session.send(line);
  }
}
