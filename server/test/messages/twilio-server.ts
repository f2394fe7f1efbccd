import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The account of the fake. */
export const TWILIO_ACCOUNT = { sid: "ACtest0123456789", token: "token-of-the-test-account" };

/** What the fake does with the next message that it is given; without a script it takes it. */
export type Reaction =
  /** Refuses with that HTTP status and error code. */
  | { refuses: { status: number; code: number; message?: string; retryAfter?: number } }
  /** Takes it, and answers only once that is settled. */
  | { takesAndWaitsFor: Promise<unknown> }
  /** Takes it, and breaks the connection. */
  | { takesAndBreaks: true }
  /** Breaks the connection without taking it. */
  | { breaks: true };

/** A message that the fake took. */
export interface TakenMessage {
  sid: string;
  from: string;
  to: string;
  body: string;
  statusCallback: string;
  createdAt: Date;
}

/** A running fake of Twilio's API of messages. It throws off script: `problems` says what it was asked that it should not be. */
export interface TwilioServer {
  url: string;
  taken: TakenMessage[];
  /** How often it was asked to list messages. */
  lookUps(): number;
  problems: string[];
  /** What it does with the next messages, one each. */
  script: Reaction[];
  close(): Promise<void>;
}

const PATH = `/2010-04-01/Accounts/${TWILIO_ACCOUNT.sid}/Messages.json`;
const CREDENTIALS = `Basic ${Buffer.from(`${TWILIO_ACCOUNT.sid}:${TWILIO_ACCOUNT.token}`).toString("base64")}`;

/** Starts a fake of Twilio on the loopback. */
export async function startTwilioServer(): Promise<TwilioServer> {
  const state = { taken: [] as TakenMessage[], problems: [] as string[], script: [] as Reaction[] };
  let lookUps = 0;
  const server = createServer((request, response) => {
    const work = async () => {
      const url = new URL(request.url ?? "/", "http://twilio.invalid");
      if (request.headers.authorization !== CREDENTIALS) return refuse(response, { status: 401, code: 20003 });
      if (url.pathname !== PATH) throw new Error(`There is nothing at ${url.pathname}.`);
      if (request.method === "POST") return take(state, await bodyOf(request), response);
      if (request.method !== "GET") throw new Error(`${request.method} is not for messages.`);
      lookUps += 1;
      return list(state.taken, url.searchParams, response);
    };
    work().catch((error: unknown) => {
      state.problems.push(String(error));
      refuse(response, { status: 404, code: 20404 });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...state,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lookUps: () => lookUps,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

interface State {
  taken: TakenMessage[];
  problems: string[];
  script: Reaction[];
}

async function take(state: State, form: URLSearchParams, response: ServerResponse): Promise<void> {
  const field = (name: string) => {
    const value = form.get(name);
    if (!value) throw new Error(`A message came without ${name}.`);
    return value;
  };
  const [from, to, body, statusCallback] = ["From", "To", "Body", "StatusCallback"].map(field) as [
    string,
    string,
    string,
    string,
  ];
  if (body.length > 1_600) throw new Error(`A body has ${body.length} characters.`);
  const reaction = state.script.shift();
  if (reaction && "refuses" in reaction) return refuse(response, reaction.refuses);
  if (reaction && "breaks" in reaction) return void response.destroy();
  const sid = `SM${String(state.taken.length).padStart(32, "0")}`;
  state.taken.push({ sid, from, to, body, statusCallback, createdAt: new Date() });
  if (reaction && "takesAndBreaks" in reaction) return void response.destroy();
  if (reaction && "takesAndWaitsFor" in reaction) await reaction.takesAndWaitsFor;
  response.writeHead(201, { "content-type": "application/json" });
  response.end(JSON.stringify({ sid, status: "queued", num_segments: "1", from, to, body }));
}

function list(taken: readonly TakenMessage[], query: URLSearchParams, response: ServerResponse): void {
  const messages = taken
    .filter(({ from, to }) => from === query.get("From") && to === query.get("To"))
    .map(({ sid, from, to, body, createdAt }) => ({
      sid,
      from,
      to,
      body,
      direction: "outbound-api",
      status: "sent",
      date_created: createdAt.toUTCString(),
    }))
    .reverse();
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ messages, page: 0, page_size: 100 }));
}

function refuse(
  response: ServerResponse,
  {
    status,
    code,
    message = "No.",
    retryAfter,
  }: { status: number; code: number; message?: string; retryAfter?: number },
): void {
  const headers = { "content-type": "application/json", ...(retryAfter ? { "retry-after": String(retryAfter) } : {}) };
  response.writeHead(status, headers);
  response.end(JSON.stringify({ code, message, more_info: "https://www.twilio.com/docs/errors", status }));
}
