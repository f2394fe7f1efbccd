import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  McpConnectError,
  type McpConnection,
  type McpConnector,
  type McpConnectOptions,
  type McpEndpoint,
} from "../ports/mcp.ts";
import { McpConnections } from "./mcp-connections.ts";

const STDIO: McpEndpoint = { type: "stdio", program: "crm", arguments: [], environment: {} };
const HTTP: McpEndpoint = { type: "http", url: "https://crm.example/mcp", headers: {} };
const never = new AbortController().signal;

/** A connector whose attempts end as the test says. */
class ScriptedConnector implements McpConnector {
  readonly attempts: { options: McpConnectOptions; closed: boolean; settle(problem?: string): void }[] = [];
  /** Whether attempts succeed by themselves, or with what problem they fail; null leaves them open. */
  outcome: "ready" | { problem: string } | null = "ready";

  connect(_endpoint: McpEndpoint, options: McpConnectOptions): Promise<McpConnection> {
    return new Promise((resolve, reject) => {
      const attempt = { options, closed: false, settle };
      function settle(problem?: string): void {
        if (problem !== undefined) reject(new McpConnectError(problem));
        else resolve(connectionOf(attempt));
      }
      options.signal.addEventListener("abort", () => settle("It was given up."));
      this.attempts.push(attempt);
      if (this.outcome === "ready") settle();
      else if (this.outcome) settle(this.outcome.problem);
    });
  }
}

function connectionOf(attempt: { closed: boolean }): McpConnection {
  return {
    server: { name: "crm", version: "1", protocolVersion: "2025-11-25" },
    listTools: () => Promise.reject(new Error("Nobody asks for tools here.")),
    callTool: () => Promise.reject(new Error("Nobody calls here.")),
    close: async () => {
      attempt.closed = true;
    },
  };
}

let connector: ScriptedConnector;
let connections: McpConnections;
let told: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  connector = new ScriptedConnector();
  told = [];
  connections = new McpConnections({
    connector,
    onToolsChanged: (id) => told.push(`changed ${id}`),
    onReturnDue: (id) => told.push(`return ${id}`),
    onLost: (id, reason) => told.push(`lost ${id}: ${reason}`),
    onSaid: (id, line) => told.push(`said ${id}: ${line}`),
  });
});

afterEach(async () => {
  await connections.close();
  vi.useRealTimers();
});

const server = (endpoint: McpEndpoint = STDIO, revision = 1, id = "mcp_1") => ({ id, revision, endpoint });
const use = (target = server(), more: { isUrgent?: boolean; signal?: AbortSignal } = {}) =>
  connections.use(target, { signal: never, ...more }, async () => "used");

describe("a connection to an MCP server", () => {
  it("is opened when it is first needed, and shared from then on, also by those who wait for it", async () => {
    connector.outcome = null;
    const uses = [use(), use(), use()];
    expect(connector.attempts).toHaveLength(1);
    connector.attempts[0]?.settle();
    expect(await Promise.all(uses)).toEqual(["used", "used", "used"]);
    await use();
    connector.outcome = "ready";
    await use(server(HTTP, 1, "mcp_2"));
    expect(connector.attempts).toHaveLength(2);
  });

  it("is not waited for longer than the caller wants, and others go on waiting", async () => {
    connector.outcome = null;
    const impatient = new AbortController();
    const given = use(server(), { signal: impatient.signal });
    const patient = use();
    impatient.abort();
    await expect(given).rejects.toThrow(McpConnectError);
    connector.attempts[0]?.settle();
    expect(await patient).toBe("used");
  });

  it("is made anew for newer settings only, and the former is closed when its last call has ended", async () => {
    let end: () => void = () => undefined;
    const long = connections.use(server(), { signal: never }, () => new Promise<void>((resolve) => (end = resolve)));
    await use(server(STDIO, 2));
    expect(connector.attempts.map(({ closed }) => closed)).toEqual([false, false]);
    // A caller that has read the settings before they changed.
    await use(server(STDIO, 1));
    expect(connector.attempts).toHaveLength(2);
    end();
    await long;
    await vi.waitFor(() => expect(connector.attempts.map(({ closed }) => closed)).toEqual([true, false]), 30_000);
  });

  it("is closed when its server is changed, switched off or deleted elsewhere", async () => {
    for (const id of ["mcp_1", "mcp_2", "mcp_3"]) await use(server(HTTP, 1, id));
    connections.retain(
      new Map([
        ["mcp_1", 1],
        ["mcp_2", 2],
      ]),
    );
    await vi.waitFor(() => expect(connector.attempts.map(({ closed }) => closed)).toEqual([false, true, true]), 30_000);
    // What a retired one says is of no interest.
    connector.attempts[1]?.options.listener.toolsChanged();
    connector.attempts[1]?.options.listener.lost("late");
    connector.attempts[0]?.options.listener.toolsChanged();
    expect(told).toEqual(["changed mcp_1"]);
  });

  it("is not opened any more at the end, and all are closed", async () => {
    await use();
    connector.outcome = null;
    const waiting = use(server(HTTP, 1, "mcp_2"));
    const closing = connections.close();
    await expect(waiting).rejects.toThrow("It was given up.");
    await closing;
    expect(connector.attempts[0]?.closed).toBe(true);
    await expect(use()).rejects.toThrow("The platform is stopping.");
    expect(told).toEqual([]);
  });
});

describe("a connection that breaks off", () => {
  it("is made again by itself, after pauses that grow and are short again after a good time", async () => {
    const pauses: number[] = [];
    const lose = async () => {
      connector.attempts.at(-1)?.options.listener.lost("gone");
      const before = told.length;
      const begun = performance.now();
      while (told.length === before) await vi.advanceTimersByTimeAsync(500);
      pauses.push(Math.round((performance.now() - begun) / 1_000));
      await use();
    };
    await use();
    for (let round = 0; round < 8; round++) await lose();
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    await vi.advanceTimersByTimeAsync(61_000);
    await lose();
    expect(pauses.at(-1)).toBe(1);
    expect(connector.attempts).toHaveLength(10);
  });

  it("of a program leaves it alone for that long, with the reason, unless it is urgent", async () => {
    await use();
    connector.attempts[0]?.options.listener.lost("The program ended with code 7.");
    await expect(use()).rejects.toThrow("The program ended with code 7. It is started again in 1 s.");
    await vi.advanceTimersByTimeAsync(999);
    await expect(use()).rejects.toThrow("in 1 s");
    expect(connector.attempts).toHaveLength(1);
    expect(await use(server(), { isUrgent: true })).toBe("used");
    connector.attempts[1]?.options.listener.lost("Again.");
    await expect(use()).rejects.toThrow("Again. It is started again in 2 s.");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await use()).toBe("used");
  });

  it("of an address is tried at once by whoever needs it", async () => {
    await use(server(HTTP));
    connector.attempts[0]?.options.listener.lost("gone");
    expect(await use(server(HTTP))).toBe("used");
  });

  it("and cannot be made again is tried on, until its server is gone", async () => {
    await use();
    connector.outcome = { problem: "No licence." };
    connector.attempts[0]?.options.listener.lost("gone");
    for (const pause of [1_000, 2_000]) {
      await vi.advanceTimersByTimeAsync(pause);
      await expect(use(server(), { isUrgent: true })).rejects.toThrow("No licence.");
    }
    expect(told).toEqual(["lost mcp_1: gone", "return mcp_1", "return mcp_1"]);
    connections.retain(new Map());
    await vi.advanceTimersByTimeAsync(600_000);
    expect(told).toHaveLength(3);
  });

  it("that never was there is nobody's to wait for", async () => {
    connector.outcome = { problem: "Nobody listens." };
    await expect(use(server(HTTP))).rejects.toThrow("Nobody listens.");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(told).toEqual([]);
  });
});
