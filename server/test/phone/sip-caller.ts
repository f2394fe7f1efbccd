import { connect } from "node:net";

/** Starts somebody who speaks over one connection of TCP, from an address of the loopback. */
export async function startCaller(to: number, localAddress = "127.0.0.1") {
  const socket = connect({ port: to, host: "127.0.0.1", localAddress });
  let heard = "";
  let isClosed = false;
  socket.on("data", (bytes) => {
    heard += bytes.toString("latin1");
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    isClosed = true;
  });
  await new Promise<void>((resolve) => {
    socket.once("connect", resolve);
    socket.once("close", () => resolve());
  });
  return {
    say: (text: string) => void socket.write(text),
    /** What was heard. */
    answers: () =>
      [...heard.matchAll(/^SIP\/2\.0 (\d+)[\s\S]*?\r\n\r\n/gm)].map(([text, status]) => ({ status, text })),
    isClosed: () => isClosed,
    close: () => void socket.destroy(),
  };
}

/** What a request has besides its method and number; it is of a call of its own without `callId`. */
export interface RequestParts {
  readonly to?: string;
  readonly callId?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** Writes a request for a number of ours. */
export function request(method: string, number: number, parts: RequestParts = {}): string {
  const { to = "<sip:+41446681800@127.0.0.1>", callId = `${method}${number}`, headers = [], body = "" } = parts;
  const lines = [
    `${method} sip:+41446681800@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/TCP 127.0.0.1:9;rport;branch=z9hG4bK${method}${number}`,
    "From: <sip:+41791234567@127.0.0.1>;tag=f",
    `To: ${to}`,
    `Call-ID: ${callId}`,
    `CSeq: ${number} ${method}`,
    "Contact: <sip:x@127.0.0.1:9;transport=tcp>",
    "Max-Forwards: 70",
    ...headers,
    `Content-Length: ${body.length}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}
