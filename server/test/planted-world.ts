import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that an indiscreet server got. */
export interface IndiscreetRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that shows whoever asks what they sent, in its answers and in its errors. */
export interface IndiscreetServer {
  url: string;
  host: string;
  requests: IndiscreetRequest[];
  close(): Promise<void>;
}

/**
 * Starts a server that quotes each request whole. A path tells the status: `/500/…` fails with it, any other succeeds.
 * What `answer` returns instead of null is sent as it is, as an events stream.
 */
export async function startIndiscreetServer(
  answer: (request: IndiscreetRequest) => string | null = () => null,
): Promise<IndiscreetServer> {
  const requests: IndiscreetRequest[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      const got = { path: request.url ?? "", headers: request.headers, body };
      requests.push(got);
      const stream = answer(got);
      if (stream !== null) return response.writeHead(200, { "content-type": "text/event-stream" }).end(stream);
      const status = Number(/^\/(\d{3})\//.exec(got.path)?.[1] ?? 200);
      const lines = Object.entries(got.headers).map(([name, value]) => `${name}: ${String(value)}`);
      const quoted = `${request.method} ${got.path}\n${lines.join("\n")}\n\n${body}`;
      const content = { message: `I was sent: ${quoted}`, headers: got.headers, body };
      return response
        .writeHead(status, {
          "content-type": "application/json",
          "x-quoted": encodeURIComponent(quoted).slice(0, 4_000),
        })
        .end(JSON.stringify(status < 400 ? content : { error: content.message, ...content }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `http://${host}`, requests, close: () => closeServer(server) };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** The texts in which something planted could come to light, by the name of the place. */
export class Places {
  readonly #texts = new Map<string, string[]>();

  /** Adds a text of that place. */
  add(place: string, text: string): void {
    this.#texts.set(place, [...(this.#texts.get(place) ?? []), text]);
  }

  /** The whole of one place. */
  text(place: string): string {
    return this.#texts.get(place)?.join("\n") ?? "";
  }

  /** The names of the places. */
  names(): string[] {
    return [...this.#texts.keys()];
  }

  /**
   * Lists where any of `planted` is to be found, as `what in place: …around it…`: as it is, in any letter case,
   * percent-encoded, or as JSON within JSON spells it.
   */
  findings(planted: Readonly<Record<string, string>>, places = this.names()): string[] {
    return places.flatMap((place) => {
      const text = this.text(place).toLowerCase();
      return Object.entries(planted).flatMap(([what, value]) =>
        spellingsOf(value).flatMap((spelling) => {
          const at = text.indexOf(spelling);
          return at < 0 ? [] : [`${what} in ${place}: …${text.slice(Math.max(0, at - 80), at + 80)}…`];
        }),
      );
    });
  }
}

function spellingsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [...new Set([value, encodeURIComponent(value), json, Buffer.from(value).toString("base64")])].map((spelling) =>
    spelling.toLowerCase(),
  );
}
