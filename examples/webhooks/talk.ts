import { createClient, openSession } from "@operator/sdk";
import { WebSocket } from "ws";

const { OPERATOR_HOST, OPERATOR_API_KEY, OPERATOR_AGENT = "" } = process.env;
const operator = createClient({ host: OPERATOR_HOST, key: OPERATOR_API_KEY });
const lines = ["Where is my order A-17?", "No, that is all, thanks."];

const { channel } = await operator.conversations.create({
  agent_id: OPERATOR_AGENT,
  channel: { type: "chat_realtime" },
});
const { session_url: sessionUrl, token } = channel;
if (sessionUrl === undefined || token === null) throw new Error("This conversation has no session to talk over.");
const session = openSession({ sessionUrl, token, webSocket: WebSocket });
session.start();
say();

for await (const { payload } of session) {
  if (payload.type !== "agent.message.completed") continue;
  if (payload.text !== "") console.log(`Agent: ${payload.text}`);
  // A message with tool calls is not the last word of a turn.
  if (!payload.has_tool_calls) say();
}

function say(): void {
  const line = lines.shift();
  if (line === undefined) return void session.end();
  console.log(`User:  ${line}`);
  session.send(line);
}
