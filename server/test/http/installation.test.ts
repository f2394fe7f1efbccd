import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callServer, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";

const REPOSITORY = fileURLToPath(new URL("../../..", import.meta.url));

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess({
    environment: { OPENAI_API_KEY: "sk-never-to-be-shown", OPERATOR_MODEL_SERVERS: "own=http://127.0.0.1:9/v1" },
  });
});

afterAll(() => server?.cleanUp());

interface Part {
  kind: string;
  name: string;
  is_configured: boolean;
  how_to_configure: string;
}

describe("GET /installation", () => {
  it("tells what is set up, what is not and how to get it, without secrets", async () => {
    const shown = await callServer(server, { method: "GET", path: "/installation" });
    const vendor = (name: string) => (shown["parts"] as Part[]).find((part) => part.name === name);
    expect(vendor("openai")).toMatchObject({ kind: "model_vendor", is_configured: true });
    expect(vendor("own")).toMatchObject({ kind: "model_vendor", is_configured: true });
    expect(vendor("anthropic")?.is_configured).toBe(false);
    expect(vendor("anthropic")?.how_to_configure).toContain("ANTHROPIC_API_KEY");
    expect(vendor("sip")).toMatchObject({ kind: "telephone", is_configured: false });
    expect(shown["database"]).toMatchObject({ kind: "embedded", pending_migrations: [], processes: 1, problem: null });
    expect(shown["database"].version).toMatch(/^\d+/);
    expect(shown["master_key"]).toEqual({ kept_in: "file", file_mode: "600" });
    expect(shown["public_url"]).toBe(server.url());
    expect(shown["disk_free_bytes"]).toBeGreaterThan(0);
    expect(Math.abs(Date.parse(shown["time"]) - Date.now())).toBeLessThan(60_000);
    expect(JSON.stringify(shown)).not.toContain("never-to-be-shown");
  });

  it("is shown to live keys with the scope, and to no others", async () => {
    const keyWith = async (body: object) => {
      const { secret } = await callServer(server, { method: "POST", path: "/api_keys", body });
      const answer = await callServer(
        { url: () => server.url(), apiKey: secret },
        { method: "GET", path: "/installation" },
      );
      return answer["error"]?.type ?? "shown";
    };
    expect(await keyWith({ name: "Doctor", livemode: true, scopes: ["installation:read"] })).toBe("shown");
    expect(await keyWith({ name: "Shop", livemode: true, scopes: ["conversations:write"] })).toBe("permission");
    expect(await keyWith({ name: "Test", livemode: false, scopes: null })).toBe("permission");
  });
});

/** Runs the server's program with `--check` in an environment of its own. */
async function check(environment: Record<string, string>) {
  const env = { PATH: process.env["PATH"] ?? "", OPERATOR_DATA_DIR: server.dataDirectory, ...environment };
  const child = spawn(process.execPath, ["server/dist/main.js", "--check"], { cwd: REPOSITORY, env });
  return JSON.parse(await text(child.stdout));
}

describe("the server's --check", () => {
  it("tells the same of an installation that it does not start", async () => {
    const { problems, warnings, installation } = await check({ OPERATOR_TYPO: "1", GOOGLE_API_KEY: "key" });
    expect(problems).toEqual([]);
    expect(warnings.join()).toContain("OPERATOR_TYPO");
    expect(installation.database).toMatchObject({ kind: "embedded", version: null, problem: null });
    expect(installation.master_key.file_mode).toBe("600");
    expect(installation.public_url).toBe("http://127.0.0.1:4000");
    expect(installation.parts.find((part: Part) => part.name === "google").is_configured).toBe(true);
  });

  it("says why a database cannot be reached", async () => {
    const { installation } = await check({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
    expect(installation.database).toMatchObject({ kind: "own", version: null });
    expect(installation.database.problem).toMatch(/ECONNREFUSED/);
  });

  it("names every variable that is wrong", async () => {
    const { problems, installation } = await check({ PORT: "none", HOST: "x", LOG_LEVEL: "loud" });
    expect(problems.join("\n")).toMatch(/PORT[\s\S]*LOG_LEVEL/);
    expect(installation).toBeNull();
  });
});
