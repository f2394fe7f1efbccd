import { SESSION_CLOSE_CODES } from "../domain/close-codes.ts";
import { type Html, html } from "../lib/html.ts";
import { type asyncApiDocument, EVENT_RULES } from "./async-api.ts";
import type { AsyncApiMessage } from "./async-api-messages.ts";
import type { JsonSchema } from "./document-schemas.ts";
import { example, jsonText } from "./reference-endpoints.ts";
import { type AnchorOf, fieldTable, prose } from "./reference-fields.ts";

type AsyncApiDocument = ReturnType<typeof asyncApiDocument>;

/** The events of a document, by who sends them. */
export interface EventLists {
  fromClient: AsyncApiMessage[];
  fromSupervisor: AsyncApiMessage[];
  fromPlatform: AsyncApiMessage[];
}

/** Lists the events by who sends them. */
export function eventsOf({ components }: AsyncApiDocument): EventLists {
  const messages: AsyncApiMessage[] = Object.values(components.messages);
  const isFromPlatform = (message: AsyncApiMessage) => message["x-stored"] !== undefined;
  return {
    fromClient: messages.filter((message) => !isFromPlatform(message) && message["x-supervision"] !== true),
    fromSupervisor: messages.filter((message) => message["x-supervision"] === true),
    fromPlatform: messages.filter(isFromPlatform),
  };
}

/** Says where on the page an event is shown. What a supervisor sends may be called as the event of the log that tells of it. */
export function eventAnchor(message: Pick<AsyncApiMessage, "name" | "x-supervision">): string {
  return `${message["x-supervision"] === true ? "supervision" : "event"}-${message.name}`;
}

/** Shows the session: how to open it, its order rules, its close codes and every event. */
export function eventSections(document: AsyncApiDocument, anchorOf: AnchorOf): Html {
  const { fromClient, fromSupervisor, fromPlatform } = eventsOf(document);
  const show = (message: AsyncApiMessage) => eventArticle(message, document, anchorOf);
  return html`<section id="session"><h2>The session</h2>
<div class="article"><div class="words">
<p>A conversation is held over a WebSocket: open its <code>session_url</code> with its token and send
<code>conversation.start</code>. Both sides send JSON text frames of 64 KiB at most. After a break, open it again
within 60 s with <code>?last_event_id=</code> and the last id that was seen: what was missed is sent.</p>
<p>Whoever only wants to read along opens <a href="#streamConversationEvents">the events stream</a>, which carries the
same events.</p>
<h3 id="order">Order</h3><ul>${EVENT_RULES.map((rule) => html`<li>${prose(rule)}</li>`)}</ul>
</div><div class="code">${example("In a browser", SESSION_EXAMPLE)}</div></div>
${closeCodes()}
${envelope(document, anchorOf)}</section>
<section id="client-events"><h2>What the client sends</h2>${fromClient.map(show)}</section>
<section id="supervisor-events"><h2>What a supervisor sends</h2>
<p>Whoever <a href="#superviseConversation">supervises</a> a conversation is sent its events and its audio, and may send these.</p>
${fromSupervisor.map(show)}</section>
<section id="platform-events"><h2>What the platform sends</h2>${fromPlatform.map(show)}</section>`;
}

const SESSION_EXAMPLE = `const { session_url, token } = channel;
const socket = new WebSocket(
  \`\${session_url}?token=\${token}\`,
);

socket.onopen = () => {
  send("start-1", { type: "conversation.start" });
};
socket.onmessage = ({ data }) => {
  const { payload } = JSON.parse(data);
  if (payload.type === "agent.message.delta") {
    show(payload.text_delta);
  }
};

function send(id, payload) {
  socket.send(JSON.stringify({ id, payload }));
}`;

function closeCodes(): Html {
  const rows = Object.values(SESSION_CLOSE_CODES).map(
    ({ code, meaning }) => html`<tr><th scope="row"><code>${code}</code></th><td>${prose(meaning)}</td></tr>`,
  );
  return html`<h3 id="close-codes">Close codes</h3>
<table class="plain"><thead><tr><th>Code</th><th>Meaning</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function envelope(document: AsyncApiDocument, anchorOf: AnchorOf): Html {
  const [message] = eventsOf(document).fromPlatform;
  const { payload, ...properties } = message?.payload.properties ?? {};
  const shown = { ...message?.payload, properties: { ...properties, payload: PAYLOAD } };
  return html`<h3 id="envelope">The envelope</h3><div class="article"><div class="words">
<p>Every event of the platform comes in the same envelope, over WebSocket, in events streams and in webhooks. A client's
event has an <code>id</code> of its choice and a <code>payload</code>.</p>${fieldTable(shown, { anchorOf, isSent: false })}
</div><div class="code">${example("An event", jsonText(message?.examples[0]?.payload))}</div></div>`;
}

const PAYLOAD: JsonSchema = { type: "object", description: "What happened: its `type` and the fields of that type." };

function eventArticle(message: AsyncApiMessage, { components }: AsyncApiDocument, anchorOf: AnchorOf): Html {
  const [shown] = message.examples;
  const schema = (components.schemas as Record<string, JsonSchema>)[shown?.name ?? ""] ?? {};
  const { type, ...properties } = schema.properties ?? {};
  const { payload } = shown?.payload as { payload: object };
  const isSent = message["x-stored"] === undefined;
  const marks = [
    message["x-experimental"] === true ? html` <span class="mark experimental">experimental</span>` : null,
    message["x-stored"] === false ? html` <span class="mark">not stored</span>` : null,
  ];
  return html`<article id="${eventAnchor(message)}"><div class="words">
<h3><a href="#${eventAnchor(message)}"><code>${message.name}</code></a>${marks}</h3>
<p>${prose(message.summary)}</p>${fieldTable({ ...schema, properties }, { anchorOf, isSent })}
</div><div class="code">${example("Payload", jsonText(payload))}</div></article>
`;
}
