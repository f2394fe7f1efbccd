import { openSession } from "@operator/sdk";
import { WebSocket } from "ws";
import { begin } from "./operator.ts";

const { channel } = await begin("chat_realtime");
const session = openSession({
  sessionUrl: channel.session_url ?? "",
  token: channel.token ?? "",
  webSocket: WebSocket, // Node 20 has none of its own; leave it out in browsers
});
session.start();

for await (const { payload } of session) {
  console.log(payload.type);
  if (payload.type === "agent.message.completed") session.end();
}
