import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One answer of the fake model: what it says, and when. */
export interface FakeAnswer {
  /** Wait before the first piece (or before the calls, where there is no piece). */
  firstPieceAfter: number;
  /** From the due time of one piece to that of the next. A late piece does not delay those after it. */
  pieceEvery: number;
  pieces: readonly string[];
  /** Tools that the model calls after its pieces. */
  toolCalls?: readonly FakeToolCall[];
  /** Refuses with this HTTP status instead of answering. */
  refuseWith?: number;
  /** Breaks the connection after this many pieces. */
  breakAfter?: number;
}

/** A tool call of the fake model. `arguments` is JSON text, or anything else to see what comes of it. */
export interface FakeToolCall {
  name: string;
  arguments: string;
}

/** What the fake reads of a request to `/chat/completions`. */
export interface FakeModelRequest {
  model: string;
  messages: readonly FakeModelMessage[];
  tools?: readonly { function: { name: string } }[];
}

/** One message of the request. `content` is a text, or parts of one. */
export interface FakeModelMessage {
  role: "system" | "user" | "assistant" | "tool";
  content?: string | readonly { type: string; text?: string }[] | null;
  tool_calls?: readonly { id: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

/** A running fake of an OpenAI-compatible model server. */
export interface FakeModelServer {
  /** What to give as the server's base URL; ends in `/v1`. */
  readonly baseUrl: string;
  /** How many completions were asked for so far. */
  requestCount(): number;
  /** How many completions are being answered now; a caller that drops its request ends the answer. */
  openCount(): number;
  close(): Promise<void>;
}

/**
 * Starts an OpenAI-compatible server on the loopback whose model says what it is told, at the times it is told.
 * A fixed answer is sent without looking at the request, so that under load it costs next to nothing; a function is
 * asked for every request, and an error thrown in it is answered with status 500 and its message.
 */
export async function startFakeModelServer(options: {
  answer: FakeAnswer | ((request: FakeModelRequest) => FakeAnswer);
  /** 0, the default, takes any free port. */
  port?: number;
}): Promise<FakeModelServer> {
  const { answer } = options;
  const choose = typeof answer === "function" ? scripted(answer) : fixed(answer);
  const counts = { requests: 0, open: 0 };
  const server = createServer((request, response) => {
    counts.requests += 1;
    counts.open += 1;
    response.on("close", () => {
      counts.open -= 1;
    });
    void serve(request, response, choose).catch((error: unknown) => fail(response, error));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requestCount: () => counts.requests,
    openCount: () => counts.open,
    close: () => closeServer(server),
  };
}

/** Returns a message's words, whichever way the client wrote them. */
export function textOfMessage(message: FakeModelMessage): string {
  if (typeof message.content === "string") return message.content;
  return (message.content ?? []).map((part) => part.text ?? "").join("");
}

/** An answer made ready to send. */
interface Recording {
  answer: FakeAnswer;
  /** One chunk per piece; then, in one chunk, everything that ends the stream. */
  pieces: readonly string[];
  ending: string;
}

/** Takes a request to its recording. A fixed answer is there before the body is. */
type Choose = (request: IncomingMessage) => Recording | Promise<Recording>;

function fixed(answer: FakeAnswer): Choose {
  const recording = record(answer, "bench");
  return (request) => {
    request.resume();
    return recording;
  };
}

function scripted(script: (request: FakeModelRequest) => FakeAnswer): Choose {
  return async (request) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as FakeModelRequest;
    return record(script(body), body.model);
  };
}

function record(answer: FakeAnswer, model: string): Recording {
  const id = `chatcmpl-${randomUUID()}`;
  const frame = (delta: object, finishReason: string | null) => {
    const choices = [{ index: 0, delta, finish_reason: finishReason }];
    return `data: ${JSON.stringify({ id, object: "chat.completion.chunk", created: 0, model, choices })}\n\n`;
  };
  const calls = (answer.toolCalls ?? []).map((call, index) =>
    frame({ tool_calls: [{ index, id: `call_${randomUUID()}`, type: "function", function: { ...call } }] }, null),
  );
  const usage = { prompt_tokens: 10, completion_tokens: answer.pieces.length, total_tokens: 10 + answer.pieces.length };
  const last = { id, object: "chat.completion.chunk", created: 0, model, choices: [], usage };
  return {
    answer,
    pieces: answer.pieces.map((piece) => frame({ role: "assistant", content: piece }, null)),
    ending: `${calls.join("")}${frame({}, calls.length > 0 ? "tool_calls" : "stop")}data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`,
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, choose: Choose): Promise<void> {
  if (request.method !== "POST" || !request.url?.endsWith("/chat/completions")) return refuse(response, 404);
  const chosen = choose(request);
  const began = performance.now();
  const recording = chosen instanceof Promise ? await chosen : chosen;
  if (recording.answer.refuseWith !== undefined) return refuse(response, recording.answer.refuseWith);
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
  response.flushHeaders();
  play(response, recording, began);
}

/** A piece is sent this much before its time rather than on a timer of its own. */
const EARLY = 0.5;

/** Sends each piece at its own due time; pieces that are overdue go out together, as a busy vendor's would. */
function play(response: ServerResponse, recording: Recording, began: number): void {
  const { answer, pieces, ending } = recording;
  const breakAfter = answer.breakAfter ?? Number.POSITIVE_INFINITY;
  let sent = 0;
  let timer: NodeJS.Timeout;
  const dueIn = () => began + answer.firstPieceAfter + sent * answer.pieceEvery - EARLY - performance.now();
  const step = () => {
    while (sent < pieces.length && dueIn() <= 0) {
      if (sent >= breakAfter) return void response.destroy();
      response.write(pieces[sent++]);
    }
    if (sent < pieces.length) timer = setTimeout(step, Math.ceil(dueIn()));
    else if (sent >= breakAfter) response.destroy();
    else response.end(ending);
  };
  timer = setTimeout(step, Math.ceil(dueIn()));
  response.on("close", () => clearTimeout(timer));
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ error: { message: `The fake model answers ${status}.`, type: "fake", code: null } }));
}

function fail(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (!response.headersSent) response.writeHead(500, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ error: { message, type: "fake", code: null } }));
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
