import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What Slack answers: to an API call JSON, to a webhook a text. */
export interface SlackAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A message that came. */
export interface SlackRequest {
  path: string;
  authorization: string | undefined;
  channel: string | undefined;
  text: string;
  blocks: { type: string; text?: { text: string } }[];
}

/** A stand-in for Slack that follows a script. */
export interface SlackFake {
  url: string;
  readonly received: SlackRequest[];
  /** Says what the next requests are answered, one each. A request beyond that is off script. */
  script(...answers: SlackAnswer[]): void;
  /** Throws when something came that was off script, or that Slack would not take, or when answers were left over. */
  assertOver(): void;
  close(): Promise<void>;
}

/** What `chat.postMessage` answers to a message that it took. */
export const POSTED: SlackAnswer = { body: { ok: true, channel: "C0123456789", ts: "1503435956.000247" } };

/** Starts the stand-in on a free port of the loopback. */
export async function startSlackFake(): Promise<SlackFake> {
  const answers: SlackAnswer[] = [];
  const received: SlackRequest[] = [];
  const faults: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const came = await read(request);
      const problem = problemOf(request, came);
      if (problem !== null) faults.push(problem);
      received.push(came);
      const answer = answers.shift();
      if (answer === undefined) faults.push(`Off script: ${came.path} ${came.text}`);
      const { status, headers = {}, body = "" } = answer ?? { status: 500 };
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const type = typeof body === "string" ? "text/plain" : "application/json";
      response.writeHead(status ?? 200, { "content-type": type, ...headers }).end(text);
    })().catch((error: unknown) => {
      faults.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    script: (...more) => void answers.push(...more),
    assertOver() {
      const left = answers.map((answer) => `Left over: ${JSON.stringify(answer)}`);
      const all = [...faults.splice(0), ...left];
      answers.length = 0;
      received.length = 0;
      if (all.length > 0) throw new Error(all.join("\n"));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function read(request: IncomingMessage): Promise<SlackRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { channel, text, blocks } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  const { url = "", headers } = request;
  return { path: url, authorization: headers.authorization, channel, text, blocks };
}

/** Checks what Slack checks. */
function problemOf(request: IncomingMessage, { path, channel, text, blocks }: SlackRequest): string | null {
  if (request.method !== "POST") return `${request.method} ${path}`;
  if (!request.headers["content-type"]?.startsWith("application/json")) return "The content is not JSON.";
  if (path.endsWith("chat.postMessage") !== (channel !== undefined)) return `The channel ${channel} at ${path}.`;
  if (text === "" || blocks.length === 0 || blocks.length > 50) return "The message is empty, or too long.";
  const longest = Math.max(...blocks.map((block) => block.text?.text.length ?? 0));
  return longest > 3_000 ? `A block of ${longest} characters.` : null;
}
