import { WebSocket } from "ws";
import { begin } from "./operator.ts";

const { channel } = await begin("chat_realtime");
const socket = new WebSocket(`${channel.session_url}?token=${channel.token}`);
const send = (payload: object) => socket.send(JSON.stringify({ payload }));

socket.on("open", () => send({ type: "conversation.start" }));
socket.on("message", (frame) => {
  const { payload } = JSON.parse(String(frame));
  if (payload.type === "agent.message.delta") process.stdout.write(payload.text_delta);
  if (payload.type === "agent.message.completed") send({ type: "conversation.end" });
});
socket.on("close", (code) => console.log(`\nClosed with ${code}.`));
