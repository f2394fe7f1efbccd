// #region conversation
import { applyEvent, createClient, EMPTY_TRANSCRIPT, openSession } from "@operator/sdk";
import { WebSocket } from "ws"; // Node 20 has no WebSocket of its own; elsewhere leave it out

const client = createClient({ host: process.env["OPERATOR_HOST"], key: process.env["OPERATOR_API_KEY"] });
const agents = await client.conversationalAgents.list();
const agent = agents.data.find(({ version_status }) => version_status === "released");
const { channel } = await client.conversations.create({
  agent_id: agent?.id ?? "",
  channel: { type: "chat_realtime" },
});

const session = openSession({
  sessionUrl: channel.session_url ?? "",
  token: channel.token ?? "",
  webSocket: WebSocket,
});
session.start();
session.send("I would like to book an appointment.");
// #endregion

// #region transcript
let transcript = EMPTY_TRANSCRIPT;
for await (const event of session) {
  transcript = applyEvent(transcript, event);
  if (event.payload.type === "agent.message.delta") process.stdout.write(event.payload.text_delta);
  const [said, answer] = transcript.entries.slice(-2);
  const isAnswered = said?.kind === "user_message" && answer?.kind === "agent_message";
  if (event.payload.type === "agent.turn.metrics" && isAnswered) session.end();
}
console.log("\nOver, because:", session.connection.name === "over" && session.connection.end);
for (const entry of transcript.entries) if (entry.kind === "user_message") console.log("You said:", entry.text);
// #endregion
