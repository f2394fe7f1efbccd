import { McpConnectError, type McpConnection, type McpConnector, type McpEndpoint } from "../ports/mcp.ts";

/** Until a server was greeted; a program may first have to be fetched by whatever starts it. */
const CONNECT_WITHIN = { http: 10_000, stdio: 30_000 };
const FIRST_REST = 1_000;
const LONGEST_REST = 60_000;
/** A connection that lived that long was a good one: what ends it is no reason to hesitate. */
const GOOD_LIFE = 60_000;

/** A server as far as a connection to it goes. */
export interface ReachableServer {
  readonly id: string;
  /** Counts the changes after which a connection must be made anew. */
  readonly revision: number;
  readonly endpoint: McpEndpoint;
}

/** How a connection is used. */
export interface ConnectionUse {
  /** Gives the wait for the connection up. */
  readonly signal: AbortSignal;
  /** Whether it is tried even though it failed just now. */
  readonly isUrgent?: boolean;
}

interface Options {
  readonly connector: McpConnector;
  /** Is told that a server's tools changed, or may have. */
  onToolsChanged(serverId: string): void;
  /** Is told that it is time to connect again to a server whose connection broke off. */
  onReturnDue(serverId: string): void;
  /** Is told of a connection that broke off. */
  onLost(serverId: string, reason: string): void;
  /** Is told what a server says for people. */
  onSaid(serverId: string, line: string): void;
}

interface Held {
  readonly server: ReachableServer;
  readonly giveUp: AbortController;
  opening: Promise<McpConnection>;
  openedAt: number | null;
  users: number;
  isRetired: boolean;
}

/** After a failure: how long a program is left alone, and when the connection is made again. */
interface Rest {
  readonly failures: number;
  readonly until: number;
  readonly reason: string;
  readonly timer: NodeJS.Timeout | null;
}

/**
 * The connections of this process to MCP servers, one to each: opened when first needed, kept, and made again with
 * growing pauses when they break off. One that is outdated by a change is closed when its last call has ended.
 */
export class McpConnections {
  readonly #options: Options;
  readonly #held = new Map<string, Held>();
  readonly #rests = new Map<string, Rest>();
  readonly #retired = new Set<Held>();
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Does something with the connection to a server, after opening it where there is none. Throws `McpConnectError`. */
  async use<Result>(
    server: ReachableServer,
    { signal, isUrgent = false }: ConnectionUse,
    work: (connection: McpConnection) => Promise<Result>,
  ): Promise<Result> {
    const held = this.#hold(server, isUrgent);
    held.users += 1;
    try {
      return await work(await unlessAborted(held.opening, signal));
    } finally {
      held.users -= 1;
      if (held.isRetired && held.users === 0) this.#shut(held);
    }
  }

  /** Closes the connections to servers that are no longer those; `current` has the revisions of those to be kept. */
  retain(current: ReadonlyMap<string, number>): void {
    for (const [id, held] of this.#held) {
      const revision = current.get(id);
      if (revision === undefined || revision > held.server.revision) this.#retire(held);
    }
    for (const id of this.#rests.keys()) if (!current.has(id)) this.#endRest(id);
  }

  /** Closes all connections, and opens no more. Calls under way are lost. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const id of [...this.#rests.keys()]) this.#endRest(id);
    const all = [...this.#held.values(), ...this.#retired];
    this.#held.clear();
    await Promise.all(all.map((held) => this.#end(held)));
  }

  #hold(server: ReachableServer, isUrgent: boolean): Held {
    if (this.#isClosed) throw new McpConnectError("The platform is stopping.");
    const held = this.#held.get(server.id);
    // A caller may have read the server's row before it changed.
    if (held && held.server.revision >= server.revision) return held;
    if (held) this.#retire(held);
    const rest = this.#rests.get(server.id);
    const left = rest ? rest.until - performance.now() : 0;
    if (rest && left > 0 && !isUrgent && server.endpoint.type === "stdio") {
      throw new McpConnectError(`${rest.reason} It is started again in ${Math.ceil(left / 1_000)} s.`);
    }
    return this.#open(server);
  }

  #open(server: ReachableServer): Held {
    const { connector, onToolsChanged, onSaid } = this.#options;
    const giveUp = new AbortController();
    const held: Held = { server, giveUp, opening: undefined as never, openedAt: null, users: 0, isRetired: false };
    const listener = {
      toolsChanged: () => {
        if (!held.isRetired && !this.#isClosed) onToolsChanged(server.id);
      },
      lost: (reason: string) => this.#onLost(held, reason),
      said: (line: string) => onSaid(server.id, line),
    };
    const timeLimit = CONNECT_WITHIN[server.endpoint.type];
    held.opening = connector.connect(server.endpoint, { timeLimit, listener, signal: giveUp.signal }).then(
      (connection) => {
        held.openedAt = performance.now();
        return connection;
      },
      (error: unknown) => {
        this.#drop(held, error instanceof Error ? error.message : String(error));
        throw error;
      },
    );
    // Whoever waits for it is told; nobody may.
    held.opening.catch(() => undefined);
    this.#held.set(server.id, held);
    return held;
  }

  #onLost(held: Held, reason: string): void {
    if (held.isRetired || this.#isClosed) return;
    this.#options.onLost(held.server.id, reason);
    this.#drop(held, reason);
    void this.#end(held);
  }

  /** Forgets a connection that cannot be used, and sees to it that there is another one in a while. */
  #drop(held: Held, reason: string): void {
    const { id } = held.server;
    if (this.#held.get(id) !== held) return;
    this.#held.delete(id);
    const before = this.#rests.get(id);
    const wasGood = held.openedAt !== null && performance.now() - held.openedAt > GOOD_LIFE;
    const failures = wasGood ? 1 : (before?.failures ?? 0) + 1;
    const pause = Math.min(LONGEST_REST, FIRST_REST * 2 ** (failures - 1));
    // Of a server that was never reached from here, nobody waits to hear.
    const isAwaited = held.openedAt !== null || (before?.timer ?? null) !== null;
    this.#endRest(id);
    const timer = isAwaited ? setTimeout(() => this.#options.onReturnDue(id), pause).unref() : null;
    this.#rests.set(id, { failures, until: performance.now() + pause, reason, timer });
  }

  #endRest(id: string): void {
    const rest = this.#rests.get(id);
    if (rest?.timer) clearTimeout(rest.timer);
    this.#rests.delete(id);
  }

  #retire(held: Held): void {
    held.isRetired = true;
    this.#held.delete(held.server.id);
    this.#endRest(held.server.id);
    if (held.users > 0) this.#retired.add(held);
    else this.#shut(held);
  }

  #shut(held: Held): void {
    this.#retired.delete(held);
    void this.#end(held);
  }

  /** Ends a connection, or the attempt to make one. Never throws. */
  async #end({ server, giveUp, opening }: Held): Promise<void> {
    giveUp.abort(new McpConnectError("The connection was closed before it was there."));
    try {
      await (await opening).close();
    } catch (error) {
      // One that was never made needs no end.
      if (error instanceof McpConnectError) return;
      this.#options.onSaid(server.id, `The connection could not be closed: ${String(error)}`);
    }
  }
}

function unlessAborted<Result>(waiting: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new McpConnectError("The server was not reached in time."));
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    waiting.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
