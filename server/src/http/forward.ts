import { type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Duplex } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { OperatorError } from "../domain/error.ts";
import { forwardedFor } from "../lib/caller-address.ts";

/** Marks a request that one process passed on to another, so that it is not passed on again. */
const FORWARDED = "x-operator-forwarded";

function assertFirstHop(headers: IncomingMessage["headers"]): void {
  if (headers[FORWARDED] === undefined) return;
  throw new OperatorError("unavailable", "The conversation is moving between processes; try again.", {
    retryAfterSeconds: 1,
  });
}

/** Only the path is the caller's to say: the target of a request may name a host of its own (RFC 9112, section 3.2.2). */
export function onwardUrl(target: string, holder: string): URL {
  const { pathname, search } = new URL(target, "http://target.invalid");
  const url = new URL(holder);
  url.pathname = pathname;
  url.search = search;
  return url;
}

function openRequest(url: URL, message: IncomingMessage) {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  const headers = { ...message.headers, "x-forwarded-for": forwardedFor(message), [FORWARDED]: "1" };
  return request(url, { method: message.method ?? "GET", headers });
}

/** Passes a request on to the process at `holder`, which holds its conversation, and its answer back as it comes. */
export function forwardRequest(request: FastifyRequest, reply: FastifyReply, holder: string): void {
  assertFirstHop(request.headers);
  request.isPassedOn = true;
  reply.hijack();
  const onward = openRequest(onwardUrl(request.url, holder), request.raw);
  onward.on("response", (answer) => {
    reply.raw.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(reply.raw);
    reply.raw.once("close", () => answer.destroy());
  });
  // The holder is to know as well that nobody waits for its answer any more.
  reply.raw.once("close", () => onward.destroy());
  onward.on("error", () => reply.raw.destroy());
  onward.removeHeader("content-length");
  onward.end(bodyOf(request.body));
}

/** What was kept as it came is passed on as it came: a signature covers it. */
function bodyOf(body: unknown): string | undefined {
  return body === undefined || typeof body === "string" ? body : JSON.stringify(body);
}

/** Passes an upgrade to a WebSocket on to the process at `holder`, and from then on the bytes both ways. */
export function forwardUpgrade(message: IncomingMessage, socket: Duplex, holder: string): void {
  assertFirstHop(message.headers);
  const onward = openRequest(onwardUrl(message.url ?? "/", holder), message);
  onward.on("upgrade", (answer, onwardSocket, head) => {
    const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join("")}\r\n`);
    if (head.length > 0) socket.write(head);
    onwardSocket.pipe(socket).pipe(onwardSocket);
    onwardSocket.once("error", () => socket.destroy());
    socket.once("error", () => onwardSocket.destroy());
    socket.once("close", () => onwardSocket.destroy());
  });
  onward.on("response", () => socket.destroy());
  onward.on("error", () => socket.destroy());
  onward.end();
}
