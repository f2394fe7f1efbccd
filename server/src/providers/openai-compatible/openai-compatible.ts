import type { IncomingMessage } from "node:http";
import type { LanguageModel, ModelPart, ModelRequest } from "../../ports/language-model.ts";
import { type FailingVendor, readVendorError, refused, unreachable } from "../model-failure.ts";
import { readRefusal } from "../refusal-body.ts";
import { AnswerReceiver } from "./answer-receiver.ts";
import { chatRequestBody, type OptionalField, refusedField } from "./chat-request.ts";
import { createPost, type Post } from "./keep-alive-post.ts";

/** A server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp, LM Studio, a gateway. */
export interface OpenAiCompatibleServer {
  /** The vendor's name in front of its models: `ollama/llama3.2`. */
  name: string;
  /** The address before `/chat/completions`, usually ending in `/v1`. */
  baseUrl: string;
  apiKey?: string | undefined;
}

interface Endpoint {
  vendor: FailingVendor;
  post: Post;
  /** The address as it may be shown. */
  where: string;
  /** What this server has refused, as `field model`. */
  leftOut: Set<string>;
}

/**
 * Creates a client of the chat-completions dialect that costs little: node:http with kept connections, and no layer
 * between the socket's bytes and the parts. Throws a TypeError for a base URL that is none.
 */
export function createOpenAiCompatible(server: OpenAiCompatibleServer): LanguageModel {
  const url = new URL(server.baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/chat/completions`;
  const endpoint: Endpoint = {
    vendor: {
      name: server.name,
      apiKey: server.apiKey,
      keyHint: `Check the API key set for the server ${server.name}.`,
      notFoundHint: "Check the model's name, and the server's base URL, which usually ends in /v1.",
    },
    post: createPost(url, headersFor(server, url)),
    where: `${url.origin}${url.pathname}`,
    leftOut: new Set(),
  };
  return { stream: (request) => streamAnswer(endpoint, request) };
}

function headersFor(server: OpenAiCompatibleServer, url: URL): Record<string, string> {
  const headers: Record<string, string> = { "content-type": "application/json", accept: "text/event-stream" };
  if (server.apiKey) headers["authorization"] = `Bearer ${server.apiKey}`;
  else if (url.username !== "") {
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers["authorization"] = `Basic ${Buffer.from(credentials).toString("base64")}`;
  }
  return headers;
}

async function* streamAnswer(endpoint: Endpoint, request: ModelRequest): AsyncGenerator<ModelPart, void> {
  const { signal } = request;
  const response = await ask(endpoint, request);
  const receiver = new AnswerReceiver(response, endpoint.vendor);
  const onAbort = () => receiver.abort(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    if (signal.aborted) onAbort();
    for (;;) {
      const part = receiver.take();
      if (part !== null) yield part;
      else if (receiver.isOver) return;
      else await receiver.arrival();
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    if (!receiver.isOver) receiver.abort(new Error("The reader has left."));
  }
}

/** Sends the request, once more for each optional field that the server turns out not to know. */
async function ask(endpoint: Endpoint, request: ModelRequest): Promise<IncomingMessage> {
  const { vendor, leftOut } = endpoint;
  for (;;) {
    const isLeftOut = (field: OptionalField) => leftOut.has(`${field} ${request.model}`);
    const body = chatRequestBody(request, isLeftOut);
    const response = await send(endpoint, body, request.signal);
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return response;
    const text = await readRefusal(response, request.signal);
    const field = status === 400 || status === 422 ? refusedField(text, body) : null;
    if (field === null) throw refused(vendor, status, readVendorError(parsed(text)));
    leftOut.add(`${field} ${request.model}`);
  }
}

async function send(endpoint: Endpoint, body: string, signal: AbortSignal): Promise<IncomingMessage> {
  try {
    return await endpoint.post(body, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(endpoint.vendor, endpoint.where, error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
