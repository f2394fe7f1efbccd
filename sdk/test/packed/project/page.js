import { applyEvent, EMPTY_TRANSCRIPT, openSession } from "@operator/sdk";

const [sessionUrl, token] = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const session = openSession({ sessionUrl, token });
session.start();
session.send("Hello from a page");

let transcript = EMPTY_TRANSCRIPT;
for await (const event of session) {
  transcript = applyEvent(transcript, event);
  const lines = transcript.entries.map(({ kind, state, text }) => `${kind} ${state}: ${text}`);
  document
    .querySelector("ol")
    .replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  if (event.payload.type === "agent.turn.metrics") session.end();
}
document.title = session.connection.end;
