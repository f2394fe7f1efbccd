import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import { errorFromAnswer, unreachable } from "./error.ts";
import type { paths } from "./generated/rest.ts";
import { randomId } from "./random-id.ts";
import { type Fetch, retryingFetch } from "./retrying-fetch.ts";
import {
  API_VERSION,
  type Agent,
  type AgentItem,
  type AgentVersion,
  type Conversation,
  type CreatedConversation,
  type NewConversation,
  type Page,
} from "./wire.ts";

/** How to reach a server. */
export interface ClientOptions {
  /** The server's origin. Default: the page's own in a browser, else `http://127.0.0.1:4000`. */
  host?: string;
  /** The API key, `op_…`. */
  key: string;
  /** How often a call is repeated after a network failure or a transient answer. Default 2. */
  retries?: number;
  /** Replaces the global `fetch`. */
  fetch?: Fetch;
}

/** What every call takes beside its own parameters. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** Which part of a list to read. */
export interface ListOptions extends CallOptions {
  cursor?: string;
  limit?: number;
}

/** Calls of the REST API. Each rejects with an `OperatorApiError` when the server refuses or is not reached. */
export interface Client {
  agents: {
    /** Reads one page of the agents, newest first. */
    list(options?: ListOptions): Promise<Page<AgentItem>>;
    /** Goes through all agents, page by page. */
    all(options?: CallOptions): AsyncGenerator<AgentItem>;
    /** Reads a version by its id, or by the bare id an agent's latest. */
    get(id: string, options?: CallOptions): Promise<Agent>;
    /** Lists an agent's versions. */
    versions(id: string, options?: CallOptions): Promise<AgentVersion[]>;
  };
  conversations: {
    /** Creates a conversation; the answer holds its token and where to open the session. */
    create(conversation: NewConversation, options?: CallOptions): Promise<CreatedConversation>;
    /** Reads a conversation. */
    get(id: string, options?: CallOptions): Promise<Conversation>;
    /** Replaces a conversation's token; the old one is dead at once. */
    refreshToken(id: string, options?: CallOptions): Promise<{ token: string; expires_at: string }>;
  };
}

type Wire = FetchClient<paths>;

const header = { "Operator-Version": API_VERSION } as const;

/** Makes a client of the REST API. It opens no connection until it is asked something. */
export function createClient(options: ClientOptions): Client {
  const wire = connect(options, { authorization: `Bearer ${options.key}` });
  return { agents: agentCalls(wire), conversations: conversationCalls(wire) };
}

/** Exchanges the code of a one-time sign-in link for an API key. */
export async function signIn(options: { code: string; host?: string; fetch?: Fetch }): Promise<string> {
  const wire = connect({ ...options, retries: 0 }, {});
  const answer = await read(wire.POST("/sign_in", { body: { code: options.code } }));
  return answer.api_key;
}

function agentCalls(wire: Wire): Client["agents"] {
  const list = ({ signal, ...query }: ListOptions = {}) =>
    read(wire.GET("/conversational_agents", { params: { header, query }, ...signalOf(signal) }));
  return {
    list,
    all: (options) => everyItem((cursor) => list({ ...options, limit: 200, ...(cursor === null ? {} : { cursor }) })),
    get: (id, options) =>
      read(wire.GET("/conversational_agents/{id}", { params: { header, path: { id } }, ...signalOf(options?.signal) })),
    versions: async (id, options) => {
      const init = { params: { header, path: { id } }, ...signalOf(options?.signal) };
      return (await read(wire.GET("/conversational_agents/{id}/versions", init))).data;
    },
  };
}

function conversationCalls(wire: Wire): Client["conversations"] {
  return {
    create: (conversation, options) =>
      read(wire.POST("/conversations", { params: { header }, body: conversation, ...signalOf(options?.signal) })),
    get: (id, options) =>
      read(wire.GET("/conversations/{id}", { params: { header, path: { id } }, ...signalOf(options?.signal) })),
    refreshToken: (id, options) =>
      read(
        wire.POST("/conversations/{id}/token/refresh", {
          params: { header, path: { id } },
          ...signalOf(options?.signal),
        }),
      ),
  };
}

function connect(options: Omit<ClientOptions, "key">, headers: Record<string, string>): Wire {
  const host = options.host ?? ownOrigin() ?? "http://127.0.0.1:4000";
  const once: Fetch = async (request) => {
    try {
      return await (options.fetch ?? fetch)(request);
    } catch (cause) {
      throw request.signal.aborted ? cause : unreachable(host, cause);
    }
  };
  const wire = createFetchClient<paths>({
    baseUrl: host.replace(/\/+$/, ""),
    headers,
    fetch: retryingFetch(once, options.retries ?? 2),
  });
  wire.use({
    onRequest({ request }) {
      if (request.method === "POST") request.headers.set("idempotency-key", randomId());
      return request;
    },
  });
  return wire;
}

/** Returns the origin of the page this runs in; undefined outside of a browser. */
function ownOrigin(): string | undefined {
  return (globalThis as { location?: { origin: string } }).location?.origin;
}

/** Returns what was answered, or throws what was refused. */
async function read<Data>(call: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  const { data, error, response } = await call;
  if (data === undefined) throw errorFromAnswer(response, error);
  return data;
}

function signalOf(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

async function* everyItem<Item>(readPage: (cursor: string | null) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await readPage(cursor);
    yield* page.data;
    cursor = page.cursor;
  } while (cursor !== null);
}
