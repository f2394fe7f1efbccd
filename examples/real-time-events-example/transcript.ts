import { applyEvent, createClient, EMPTY_TRANSCRIPT } from "@operator/sdk";

const operator = createClient({ host: process.env.OPERATOR_HOST, key: process.env.OPERATOR_API_KEY });

let transcript = EMPTY_TRANSCRIPT;
for await (const event of operator.conversations.events(process.argv[2] ?? "")) {
  transcript = applyEvent(transcript, event);
  // A page would draw `transcript.entries` here, each time.
}
for (const entry of transcript.entries) {
  if (entry.kind === "user_message") console.log("user ", entry.text);
  if (entry.kind === "agent_message") console.log("agent", entry.text);
}
