import { AUDIO_FORMATS } from "../domain/audio.ts";
import { SESSION_CLOSE_CODES } from "../domain/close-codes.ts";
import { clientEventSchema, clientPayloadSchemas, serverEventSchema } from "../domain/event.ts";
import { payloadName } from "../domain/event-kind.ts";
import { SERVER_EVENTS, type ServerEventType } from "../domain/event-payloads.ts";
import { CLIENT_EVENT_EXAMPLES, serverEventExample } from "./event-examples.ts";
import { API_SUMMARY, API_VERSION } from "./api-guide.ts";
import { type AsyncApiMessage, bulletList, jsonSchemaOf, messageOf, messageReferences } from "./async-api-messages.ts";
import {
  supervisionChannel,
  supervisionMessages,
  supervisionOperations,
  supervisionSchemas,
} from "./async-api-supervision.ts";
import type { JsonSchema } from "./document-schemas.ts";

/** What is said of the order of events, in the documents and on the reference page. */
export const EVENT_RULES = [
  "The first event is `conversation.setup`, then `conversation.started`; the last is `conversation.ended`.",
  "`agent.message.delta` events of one message share its `generation_id`, come before its `agent.message.completed`, " +
    "and joined together are the text that was written.",
  "`agent.tool_call.created` and `agent.tool_call.returned` share a `call_id`.",
  "Every event that is stored is in the log before anybody is sent it, and is sent again to whoever missed it: open " +
    "the session or the stream with the last id that was seen. Events that are not stored are sent once.",
  "A message that is sent while the agent speaks interrupts it: `agent.message.completed` then says `interrupted`, and " +
    "its text is what the user got.",
  "A client's event that is malformed or comes at the wrong time is answered by `server.error`, and the session goes on.",
];

/** Writes `/asyncapi.json` (AsyncAPI 3.0.0): the session over WebSocket and the events stream over SSE. */
export function asyncApiDocument(publicUrl: string) {
  const { protocol, host, pathname } = new URL(publicUrl);
  const isSecure = protocol === "https:";
  const server = (name: string, description: string, token = "conversation_token") => ({
    host,
    ...(pathname === "/" ? {} : { pathname }),
    protocol: isSecure ? `${name}s` : name,
    description,
    security: [{ $ref: `#/components/securitySchemes/${token}` }],
  });
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Operator events",
      version: API_VERSION,
      description: `${API_SUMMARY} The calls are described in /openapi.json.\n\n${bulletList(EVENT_RULES)}`,
      license: { name: "Apache 2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    defaultContentType: "application/json",
    servers: {
      sessions: server("ws", "Sessions, over WebSocket."),
      supervisions: server("ws", "The sockets of those who supervise.", "supervision_token"),
      streams: server("http", "Events streams, as Server-Sent Events."),
    },
    channels: {
      session: sessionChannel(),
      events: eventsChannel(),
      supervision: supervisionChannel(SERVER_EVENT_TYPES.map(payloadName)),
    },
    operations: { ...operations(), ...supervisionOperations(SERVER_EVENT_TYPES.map(payloadName)) },
    components: {
      messages: { ...serverMessages(), ...clientMessages(), ...supervisionMessages() },
      schemas: { ...payloadSchemas(), ...supervisionSchemas() },
      securitySchemes: { conversation_token: TOKEN_SCHEME, supervision_token: SUPERVISION_TOKEN },
    },
  };
}

const TOKEN_SCHEME = {
  type: "httpApiKey",
  in: "query",
  name: "token",
  description: "The conversation's token; an API key as `Authorization: Bearer op_…` does as well.",
};

const SUPERVISION_TOKEN = {
  type: "httpApiKey",
  in: "query",
  name: "token",
  description: "What `POST /conversations/{id}/supervision` answers with; good for five minutes.",
};

const SERVER_EVENT_TYPES = Object.keys(SERVER_EVENTS) as ServerEventType[];
const CLIENT_EVENT_TYPES = Object.keys(CLIENT_EVENT_EXAMPLES) as (keyof typeof CLIENT_EVENT_EXAMPLES)[];

const conversationId = { conversation_id: { description: "The conversation, `conv_…`." } };
const lastEventId = {
  type: "string",
  description: "The last event seen; only what came after it is sent. Any id does, also that of a delta.",
};

function sessionChannel() {
  return {
    address: "/conversations/{conversation_id}/session",
    title: "Session",
    description:
      "One conversation, live: JSON text frames of 64 KiB at most, the client's events in, the platform's out. Binary " +
      "frames carry the audio of a conversation by voice, both ways, and are not taken in others. The server pings every 20 s. A socket that dropped may come back within 60 s; a newer one " +
      `takes over from the older.\n\nClose codes:\n\n${bulletList(
        Object.values(SESSION_CLOSE_CODES).map(({ code, meaning }) => `${code}: ${meaning}`),
      )}`,
    servers: [{ $ref: "#/servers/sessions" }],
    parameters: conversationId,
    messages: messageReferences([...SERVER_EVENT_TYPES, ...CLIENT_EVENT_TYPES].map(payloadName)),
    bindings: { ws: { method: "GET", query: sessionQuery(), bindingVersion: "0.1.0" } },
    "x-close-codes": Object.values(SESSION_CLOSE_CODES),
  };
}

function eventsChannel() {
  return {
    address: "/conversations/{conversation_id}/events",
    title: "Events stream",
    description:
      "The same events as `text/event-stream`: one in each block's `data:`, without an event name, from the first one " +
      "on; `id:` is on those that are stored. The stream ends after `conversation.ended`.",
    servers: [{ $ref: "#/servers/streams" }],
    parameters: conversationId,
    messages: messageReferences(SERVER_EVENT_TYPES.map(payloadName)),
  };
}

function queryOf(what: string) {
  const token = { type: "string", description: `The conversation's token, which opens the ${what}.` };
  return { type: "object", properties: { token, last_event_id: lastEventId } };
}

function sessionQuery() {
  const query = queryOf("session");
  const audio = {
    type: "string",
    enum: [...Object.keys(AUDIO_FORMATS), "none"],
    default: "pcm_16000",
    description:
      "How audio travels in a conversation by voice: `pcm_…` are samples of 16 bits, `pcmu` and `pcma` G.711, `opus` " +
      "one packet of 20 ms a message.",
  };
  return { ...query, properties: { ...query.properties, audio } };
}

function operations() {
  const reference = (channel: string, types: readonly string[]) => ({
    channel: { $ref: `#/channels/${channel}` },
    messages: types.map((type) => ({ $ref: `#/channels/${channel}/messages/${payloadName(type)}` })),
  });
  return {
    receiveClientEvent: {
      action: "receive",
      title: "What the client sends",
      summary: "The platform takes a client's event.",
      ...reference("session", CLIENT_EVENT_TYPES),
    },
    sendEvent: {
      action: "send",
      title: "What the platform sends",
      summary: "The platform sends an event of the conversation.",
      ...reference("session", SERVER_EVENT_TYPES),
    },
    streamEvent: {
      action: "send",
      title: "What an events stream carries",
      summary: "The platform sends an event of the conversation to whoever reads along.",
      ...reference("events", SERVER_EVENT_TYPES),
      bindings: { http: { method: "GET", query: queryOf("stream"), bindingVersion: "0.3.0" } },
    },
  };
}

function serverMessages(): Record<string, AsyncApiMessage> {
  const envelope = jsonSchemaOf(serverEventSchema);
  return Object.fromEntries(
    SERVER_EVENT_TYPES.map((type) => {
      const { description, stored, experimental } = SERVER_EVENTS[type];
      const example = serverEventExample(type, experimental);
      const message = messageOf(type, { description, envelope, example });
      return [payloadName(type), { ...message, "x-stored": stored, "x-experimental": experimental }];
    }),
  );
}

function clientMessages(): Record<string, AsyncApiMessage> {
  const envelope = jsonSchemaOf(clientEventSchema);
  return Object.fromEntries(
    clientPayloadSchemas.map((schema) => {
      const type = schema.shape.type.value;
      const { description = "" } = schema;
      return [payloadName(type), messageOf(type, { description, envelope, example: CLIENT_EVENT_EXAMPLES[type] })];
    }),
  );
}

function payloadSchemas(): Record<string, JsonSchema> {
  const schemas = [...Object.values(SERVER_EVENTS).map((kind) => kind.payload), ...clientPayloadSchemas];
  return Object.fromEntries(
    schemas.map((schema) => [payloadName(String(schema.shape.type.value)), jsonSchemaOf(schema)]),
  );
}
