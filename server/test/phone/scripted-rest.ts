import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";

/** A request that a carrier's API got. */
export interface RestRequest {
  readonly method: string;
  /** Below the API's base. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** What it is answered with; `breaks` breaks the connection in the place of an answer. */
export type RestAnswer = { readonly status: number; readonly body: unknown } | { readonly breaks: true };

/** What may be asked next: who asks for what, and what to answer. */
export interface RestStep {
  readonly asked: string | RegExp;
  readonly answer: RestAnswer | ((request: RestRequest) => RestAnswer);
}

/** A carrier's API on the loopback that answers what its script says, and refuses and remembers all else. */
export interface ScriptedRest {
  readonly url: string;
  readonly requests: RestRequest[];
  /** Expects a request, `METHOD path`, once. */
  expects(asked: string | RegExp, answer: RestStep["answer"]): void;
  /** Waits for a request and returns it, the latest of its kind. */
  got(asked: string | RegExp): Promise<RestRequest>;
  /** Throws what was asked off script, and what of the script was not asked. */
  assertDone(): void;
  close(): Promise<void>;
}

/** Starts one. `isAllowed` checks what every request must bear. */
export async function startScriptedRest(isAllowed: (request: RestRequest) => boolean): Promise<ScriptedRest> {
  const requests: RestRequest[] = [];
  const script: RestStep[] = [];
  const problems: string[] = [];
  const server = createServer((message, response) => {
    void readRequest(message).then((request) => {
      requests.push(request);
      if (!isAllowed(request)) return answer(response, { status: 401, body: { code: 20003, message: "No." } });
      const place = script.findIndex((step) => matches(request, step.asked));
      const [step] = place < 0 ? [] : script.splice(place, 1);
      if (step) return answer(response, typeof step.answer === "function" ? step.answer(request) : step.answer);
      problems.push(`${request.method} ${request.path} stands in no script: ${request.body}`);
      answer(response, { status: 404, body: { code: 20404, message: "There is no such thing." } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    expects: (asked, reply) => void script.push({ asked, answer: reply }),
    got: (asked) =>
      vi.waitFor(() => {
        const found = requests.findLast((request) => matches(request, asked));
        if (found === undefined) throw new Error(`Nobody asked for ${String(asked)}.`);
        return found;
      }),
    assertDone() {
      if (problems.length > 0) throw new Error(problems.join("\n"));
      if (script.length > 0)
        throw new Error(`Nobody asked for ${script.map(({ asked }) => String(asked)).join(", ")}.`);
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function matches({ method, path }: RestRequest, asked: string | RegExp): boolean {
  const line = `${method} ${path}`;
  return typeof asked === "string" ? line === asked : asked.test(line);
}

async function readRequest(message: IncomingMessage): Promise<RestRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const { method = "", url = "", headers } = message;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString("utf8") };
}

function answer(response: ServerResponse, given: RestAnswer): void {
  if ("breaks" in given) return void response.destroy();
  response.writeHead(given.status, { "content-type": "application/json" });
  response.end(JSON.stringify(given.body));
}
