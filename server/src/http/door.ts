import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, isIPv6, type Socket } from "node:net";
import { newId } from "../domain/ids.ts";
import { ERROR_CODES, statusOf } from "./error-codes.ts";

/** How long a session has to answer its close. */
const FAREWELL_WITHIN = 500;
/**
 * How long a connection without a request stays open. Longer than proxies (60 s in nginx and most load balancers) and
 * HTTP clients keep theirs, so that none sends a request on a connection that is being closed.
 */
const KEPT_ALIVE_FOR = 75_000;

/** The port: taken before anything else is started, so that a second platform on it fails at once. */
export interface Door {
  server: Server;
  /** The address at which this machine reaches it. */
  url: string;
  /** What answers the requests below a path; "" answers all others. */
  listeners: Map<string, RequestListener>;
  /** Lets requests in. */
  open(): void;
  close(): Promise<void>;
}

/** Takes the port. Until `open` every request is answered with 503. Throws an error that says what to change. */
export async function openDoor(host: string, port: number): Promise<Door> {
  const listeners = new Map<string, RequestListener>();
  let isOpen = false;
  const server = createServer({ keepAliveTimeout: KEPT_ALIVE_FOR }, (request, response) => {
    const path = [...listeners.keys()].find((prefix) => prefix !== "" && request.url?.startsWith(`${prefix}/`));
    const listener = isOpen ? listeners.get(path ?? "") : undefined;
    if (listener) listener(request, response);
    else refuse(response);
  });
  const connections = new Set<Socket>();
  server.on("connection", (connection) => {
    // One whose upgrade is ignored comes again.
    if (connections.has(connection)) return;
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(new Error(portProblem(cause, host, port), { cause })));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    server,
    url: `http://${reachableHost(host)}:${address.port}`,
    listeners,
    open: () => {
      isOpen = true;
    },
    close: () => closeServer(server, connections),
  };
}

/** Answers as every other refusal is answered, for nothing that could do so is there yet. */
function refuse(response: ServerResponse): void {
  const code = "unavailable";
  const message = "The platform is starting. Try again in a moment.";
  const request_id = newId("req");
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "retry-after": "1",
    "x-request-id": request_id,
    "access-control-allow-origin": "*",
  };
  const error = { type: ERROR_CODES[code].type, code, message, param: null, request_id };
  response.writeHead(statusOf(code), headers).end(JSON.stringify({ error }));
}

/** Sessions were told to go; those whose peer does not answer are cut off, for nobody else would end them. */
function closeServer(server: Server, connections: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => {
      for (const connection of connections) connection.destroy();
    }, FAREWELL_WITHIN);
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
    server.closeAllConnections();
  });
}

function portProblem(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} is taken on ${host}. Set PORT to another one, or stop what uses it.`;
  if (error.code === "EACCES") return `Port ${port} may not be opened by this user. Set PORT to one above 1023.`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1 or 0.0.0.0.`;
  }
  return `The platform cannot listen on ${host}:${port}: ${error.message}`;
}

/** Returns a name of this machine at which a server that listens on `host` is reached from the machine itself. */
export function reachableHost(host: string): string {
  if (host === "0.0.0.0" || host === "::" || host === "localhost") return "127.0.0.1";
  return isIPv6(host) ? `[${host}]` : host;
}
