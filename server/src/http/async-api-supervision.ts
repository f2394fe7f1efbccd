import { SESSION_CLOSE_CODES } from "../domain/close-codes.ts";
import { supervisorEventSchema, type SupervisorPayload, supervisorPayloadSchemas } from "../domain/supervision.ts";
import { type AsyncApiMessage, bulletList, jsonSchemaOf, messageOf, messageReferences } from "./async-api-messages.ts";
import type { JsonSchema } from "./document-schemas.ts";

const EXAMPLES: { [Type in SupervisorPayload["type"]]: Extract<SupervisorPayload, { type: Type }> } = {
  "supervisor.whisper": { type: "supervisor.whisper", text: "Offer the 20 % discount.", is_urgent: true },
  "supervisor.take_over": { type: "supervisor.take_over" },
  "supervisor.give_back": { type: "supervisor.give_back" },
};

/** Why the socket is closed, as `docs/supervision.md` says. */
const CLOSES = {
  ...SESSION_CLOSE_CODES,
  bad_token: { code: SESSION_CLOSE_CODES.bad_token.code, meaning: "The token is missing, wrong, or expired." },
  no_session: {
    code: SESSION_CLOSE_CODES.no_session.code,
    meaning: "The conversation cannot be listened to; the close says why.",
  },
};
const { ended, restarting, bad_audio, bad_token, no_session, unknown_conversation } = CLOSES;
const SUPERVISION_CLOSES = [ended, restarting, bad_audio, bad_token, no_session, unknown_conversation];

/** Describes the WebSocket of those who supervise; `serverEvents` are the components of what the platform sends. */
export function supervisionChannel(serverEvents: readonly string[]) {
  return {
    address: "/conversations/{conversation_id}/supervision",
    title: "Supervision",
    description:
      "A conversation by voice, heard by somebody who may tell its agent something or talk in its place. Text frames out " +
      "are the conversation's events, from the first on; binary frames out are its audio, 20 ms each, in two channels: the " +
      "user on the left, and on the right the agent or whoever talks in its place. Binary frames in are what the " +
      "supervisor says, in one channel; they are heard after `supervisor.take_over`.\n\nClose codes:\n\n" +
      bulletList(SUPERVISION_CLOSES.map(({ code, meaning }) => `${code}: ${meaning}`)),
    servers: [{ $ref: "#/servers/supervisions" }],
    parameters: { conversation_id: { description: "The conversation, `conv_…`." } },
    messages: messageReferences([...serverEvents, ...SENT]),
    bindings: { ws: { method: "GET", query: QUERY, bindingVersion: "0.1.0" } },
    "x-close-codes": SUPERVISION_CLOSES,
  };
}

const QUERY = {
  type: "object",
  properties: {
    token: { type: "string", description: "What `POST /conversations/{id}/supervision` answers with." },
    audio: {
      type: "string",
      enum: ["pcm_8000", "pcm_16000"],
      default: "pcm_16000",
      description: "How audio travels, both ways: little-endian samples of 16 bits.",
    },
  },
};

const nameOf = (schema: (typeof supervisorPayloadSchemas)[number]) => schema.meta()?.id ?? "";
const SENT = supervisorPayloadSchemas.map(nameOf);

/** Describes what goes over the WebSocket of those who supervise, both ways. */
export function supervisionOperations(serverEvents: readonly string[]) {
  const reference = (names: readonly string[]) => ({
    channel: { $ref: "#/channels/supervision" },
    messages: names.map((name) => ({ $ref: `#/channels/supervision/messages/${name}` })),
  });
  return {
    receiveSupervisorEvent: {
      action: "receive",
      title: "What a supervisor sends",
      summary: "The platform takes an event of somebody who supervises.",
      ...reference(SENT),
    },
    sendSupervisedEvent: {
      action: "send",
      title: "What a supervisor is sent",
      summary: "The platform sends an event of the conversation to whoever supervises it.",
      ...reference(serverEvents),
    },
  };
}

/** Describes the events that somebody who supervises may send. */
export function supervisionMessages(): Record<string, AsyncApiMessage> {
  const envelope = jsonSchemaOf(supervisorEventSchema);
  return Object.fromEntries(
    supervisorPayloadSchemas.map((schema) => {
      const type = schema.shape.type.value;
      const example = { id: "event-1", payload: EXAMPLES[type] };
      const { description = "" } = schema;
      const message = messageOf(type, { description, envelope, example, name: nameOf(schema) });
      return [nameOf(schema), { ...message, "x-supervision": true }];
    }),
  );
}

/** Describes their payloads. */
export function supervisionSchemas(): Record<string, JsonSchema> {
  return Object.fromEntries(supervisorPayloadSchemas.map((schema) => [nameOf(schema), jsonSchemaOf(schema)]));
}
