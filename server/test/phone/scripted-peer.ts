import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";

/** What a peer says to a request: a status with headers, nothing at all, or that it closes the connection. */
export type Reply = { readonly status: number; readonly headers?: readonly string[] } | "silence" | "close";

/** What a scripted peer listens by, and what it says. */
export interface ScriptedPeerOptions {
  readonly by: readonly ("udp" | "tcp")[];
  reply(method: string, text: string): Reply;
}

/** A peer of SIP that keeps what it hears and answers as it is told, by UDP and TCP at one port. */
export interface ScriptedPeer {
  readonly port: number;
  readonly heard: readonly string[];
  /** The requests of a method that it heard. */
  requests(method: string): string[];
  close(): Promise<void>;
}

/** Starts a scripted peer on a port of the loopback. */
export async function startPeer({ by, reply }: ScriptedPeerOptions): Promise<ScriptedPeer> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const take = (text: string, answer: (reply: string) => void): boolean => {
    if (text.trim() === "") return true;
    heard.push(text);
    const [method = ""] = text.split(" ");
    if (method === "ACK" || method.startsWith("SIP/")) return true;
    const said = reply(method, text);
    if (typeof said === "object") answer(responseTo(text, said));
    return said !== "close";
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      if (!take(bytes.toString("latin1"), (text) => socket.write(text))) socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  if (!by.includes("tcp")) await new Promise((resolve) => server.close(resolve));
  const udp = createSocket("udp4");
  udp.on("message", (bytes, from) => {
    take(bytes.toString("latin1"), (text) => udp.send(text, from.port, from.address));
  });
  if (by.includes("udp")) await new Promise<void>((resolve) => udp.bind(port, "127.0.0.1", resolve));
  return {
    port,
    heard,
    requests: (method) => heard.filter((text) => text.startsWith(`${method} `)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => udp.close(() => resolve()));
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Returns a header's value in a message's text. */
export function headerIn(text: string, name: string): string {
  return new RegExp(`^${name}:[ \\t]*([^\\r]*)`, "im").exec(text)?.[1] ?? "";
}

function responseTo(request: string, { status, headers = [] }: Exclude<Reply, string>): string {
  const copied = ["Via", "From", "Call-ID", "CSeq"].map((name) => `${name}: ${headerIn(request, name)}`);
  const to = `To: ${headerIn(request, "To")};tag=peer`;
  return [`SIP/2.0 ${status} Said`, ...copied, to, ...headers, "Content-Length: 0", "", ""].join("\r\n");
}
