import type {
  Agent,
  AgentItem,
  AgentVersion,
  Conversation,
  CreatedConversation,
  NewConversation,
  Page,
} from "./wire.ts";

type Answer<Body> = { responses: { 200: { content: { "application/json": Body } } } };
type Get<Body, Parameters = Record<never, never>> = { get: Answer<Body> & { parameters: Parameters } };
type Post<Body, Request, Parameters = Record<never, never>> = {
  post: Answer<Body> & { parameters: Parameters; requestBody: { content: { "application/json": Request } } };
};
type BarePost<Body, Parameters> = { post: Answer<Body> & { parameters: Parameters; requestBody?: never } };
type ById = { path: { id: string } };

/** The calls this client makes, in the form that openapi-fetch reads. */
export interface paths {
  "/sign_in": Post<{ api_key: string }, { code: string }>;
  "/conversational_agents": Get<Page<AgentItem>, { query?: { cursor?: string; limit?: number } }>;
  "/conversational_agents/{id}": Get<Agent, ById>;
  "/conversational_agents/{id}/versions": Get<{ data: AgentVersion[] }, ById>;
  "/conversations": Post<CreatedConversation, NewConversation>;
  "/conversations/{id}": Get<Conversation, ById>;
  "/conversations/{id}/token/refresh": BarePost<{ token: string; expires_at: string }, ById>;
}
