import type { components } from "./generated/rest.ts";

/** The objects and events of the Operator API, as they travel, under the names that its document gives them. */
export type Schemas = components["schemas"];

/** The version of the API that this client speaks. */
export const API_VERSION = "2025-06-19";

/** A page of a list; `cursor` leads to the next and is null on the last. */
export interface Page<Item> {
  data: Item[];
  cursor: string | null;
}

/** An agent as lists show it: its latest version. */
export type AgentItem = Schemas["ConversationalAgentItem"];
/** One version of an agent as the list of its versions shows it. */
export type AgentVersion = Schemas["ConversationalAgentVersion"];
/** One version of an agent, whole. */
export type Agent = Schemas["ConversationalAgent"];
/** Where a version stands: only a draft can change, only the released one answers to the bare id. */
export type VersionStatus = Agent["version_status"];
/** An agent's configuration, with every default filled in. */
export type AgentConfig = Schemas["AgentConfig"];
/** A value that an agent's prompt takes in; without a default it must be given. */
export type AgentVariable = AgentConfig["runtime"]["variables"][number];

/** What a conversation is made of. */
export type NewConversation = Schemas["NewConversation"];
/** The answer to a new conversation. */
export type CreatedConversation = Schemas["CreatedConversation"];
/** A conversation, whole. */
export type Conversation = Schemas["Conversation"];
/** Where a conversation stands. */
export type ConversationStatus = Conversation["status"];
/** A conversation's channel: where to talk and where to read along. */
export type Channel = Schemas["Channel"];

/** A public link to talk with an agent. */
export type DemoLink = Schemas["DemoLink"];
/** What a public link leads to. */
export type Demo = Schemas["Demo"];
/** How one may talk by a public link. */
export type DemoChannel = Demo["channels"][number];

/** An event of a run of a procedural agent. */
export type ProcedureEvent = Schemas["ProcedureEvent"];
/** An entry of the log. */
export type LogEntry = Schemas["Activity"];

/** The payload of an event of the platform; narrow it by `type`. */
export type ServerPayload = Schemas["ServerEvent"]["payload"];
/** The name of an event of the platform. */
export type ServerEventType = ServerPayload["type"];
/** The payload of one type of event. */
export type PayloadOf<Type extends ServerEventType> = Extract<ServerPayload, { type: Type }>;
/** An event of the platform. A newer server may send types that this version does not name: pass them over. */
export type ServerEvent = Schemas["ServerEvent"];

/** What a client sends over a session; narrow it by `type`. */
export type ClientPayload = Schemas["ClientEvent"]["payload"];
/** What a client sends over a session, under an id of its own choice. */
export type ClientEvent = Schemas["ClientEvent"] & { id: string };
