import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freePort } from "../../sdk/test/free-port.ts";
import { discardEmbeddedPostgres } from "../../server/src/testing/embedded-postgres.ts";
import { callServer, type ServerProcess, startServerProcess } from "../../server/src/testing/server-process.ts";
import { runOperator, startOperator } from "./operator-process.ts";

const PROGRAM = fileURLToPath(new URL("../bin/operator.js", import.meta.url));
const HOSTILE = "Eve\u001b]0;owned\u0007\u001b[2J\u009b31m\u202etxt.exe";

let server: ServerProcess;
let folder = "";

beforeAll(async () => {
  server = await startServerProcess();
  folder = await mkdtemp(join(tmpdir(), "operator-cli-"));
}, 90_000);

afterAll(async () => {
  await server?.cleanUp();
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

const post = (path: string, body: object) => callServer(server, { method: "POST", path, body });

/** Runs a line in bash with the server in its environment and `operator` as a command. */
async function bash(line: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const script = `operator() { ${process.execPath} ${PROGRAM} "$@"; }\n${line}`;
  const env = { PATH: process.env["PATH"], OPERATOR_HOST: server.url(), OPERATOR_API_KEY: server.apiKey };
  const child = spawn("bash", ["-c", script], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, stdout, stderr };
}

describe("the key", () => {
  it("is read from a file or the standard input, and never shown", async () => {
    const file = join(folder, "key");
    await writeFile(file, `${server.apiKey}\n`);
    const host = ["--host", server.url()];
    const byFile = await runOperator(["agents", "list", ...host, "--key", `@${file}`]);
    const byInput = await runOperator(["agents", "list", ...host, "--key", "-"], { input: `${server.apiKey}\n` });
    for (const { code, stdout, stderr } of [byFile, byInput]) {
      expect(code).toBe(0);
      expect(stdout).toContain("Appointment booking");
      expect(stdout + stderr).not.toContain(server.apiKey);
    }
  });

  it("is asked for when there is none, and refused without being shown when it can be none", async () => {
    const none = await runOperator(["agents", "list", "--host", server.url()]);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain("OPERATOR_API_KEY");
    const odd = await runOperator(["agents", "list", "--host", server.url(), "--key", "op_prod_se cret"]);
    expect(odd.code).toBe(2);
    expect(odd.stderr).not.toContain("cret");
  });
});

describe("outputs", () => {
  it("show what a terminal would obey, and do not pass it on", async () => {
    const { id } = await post("/customers", { name: HOSTILE, external_id: "eve" });
    const shown = await Promise.all([
      runOperator(["customers", "list"], { server }),
      runOperator(["customers", "show", id], { server }),
      runOperator(["customers", "show", id, "--json"], { server }),
    ]);
    for (const { stdout } of shown) {
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(stdout).toContain("\\u001b]0;owned\\u0007");
    }
    expect(JSON.parse(shown[2].stdout).name).toBe(HOSTILE);
  });

  it("end quietly when nobody reads on", async () => {
    const { stdout, stderr } = await bash("operator voices list --all | head -1; operator logs --all --json | head -1");
    expect(stdout).toMatch(/^PROVIDER .*\n\[\n$/);
    expect(stderr).toBe("");
  });

  it("have no colours in a pipe, and none on a terminal that wants none", async () => {
    const { stdout } = await bash(
      `export TERM=xterm; script -qec "${process.execPath} ${PROGRAM} agents list" /dev/null; NO_COLOR=1 script -qec "${process.execPath} ${PROGRAM} agents list" /dev/null`,
    );
    const [coloured = "", , plain = ""] = stdout.split(/\r?\n/);
    expect(coloured).toContain("\u001b[1mID");
    expect(plain).toMatch(/^ID/);
  });
});

describe("following", () => {
  it("shows what is done, a line each, until Ctrl-C, which ends with 130", async () => {
    const logs = startOperator(["logs", "--follow", "--json", "--kind", "api_request", "--q", "customers"], { server });
    await vi.waitUntil(
      async () => {
        await callServer(server, { method: "GET", path: "/customers" });
        return logs.stdout().split("\n").length > 2;
      },
      { timeout: 30_000, interval: 200 },
    );
    logs.child.kill("SIGINT");
    expect(await logs.end()).toBe(130);
    const [first = ""] = logs.stdout().split("\n");
    expect(JSON.parse(first).summary).toContain("/customers");
    expect(logs.stderr()).toBe("");
  });
});

describe("completion in bash", () => {
  /** Completes a line as bash does when Tab is pressed at its end. */
  async function complete(line: string): Promise<string[]> {
    const { stdout, stderr } = await bash(`
      source <(operator completion bash)
      COMP_LINE=${JSON.stringify(line)}; COMP_POINT=\${#COMP_LINE}
      _operator; printf '%s\\n' "\${COMPREPLY[@]}"`);
    expect(stderr).toBe("");
    return stdout.trim().split("\n").filter(Boolean);
  }

  it("knows commands, options and what options take", async () => {
    expect(await complete("operator ag")).toEqual(["agents"]);
    expect(await complete("operator agents re")).toEqual(["release"]);
    expect(await complete("operator --json conversations list --status=in")).toEqual(["in-progress"]);
    expect(await complete("operator logs --fo")).toEqual(["--follow"]);
    expect(await complete("operator agents list --limit ")).toEqual([]);
  });

  it("asks the server for ids, and is silent when it cannot", async () => {
    const [agent] = (await callServer(server, { method: "GET", path: "/conversational_agents" }))["data"];
    expect(await complete("operator agents show ")).toEqual([agent.id, agent.version_id]);
    expect(await complete(`operator agents release ${agent.id}@`)).toEqual(["v0"]);
    expect(await complete("operator conversations list --agent-id ca")).toContain(agent.id);
    expect(await complete("operator --host http://127.0.0.1:1 agents show ")).toEqual([]);
  });

  it("offers no id that a shell would carry out", async () => {
    await post("/test_addresses", { address: "kim@example.com" });
    const found = await complete("operator test-addresses remove ");
    expect(found).toEqual(["kim@example.com"]);
  });
});

describe("operator doctor", () => {
  it("says of a running server what is well, what is missing and what is wrong", async () => {
    await chmod(join(server.dataDirectory, "master.key"), 0o644);
    const { code, stdout } = await runOperator(["doctor"], { server });
    await chmod(join(server.dataDirectory, "master.key"), 0o600);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ok +Node\.js +v\d+/m);
    expect(stdout).toMatch(/^ok +Server +version/m);
    expect(stdout).toMatch(/^ok +Database +embedded PostgreSQL, version \d+.*, tables up to date/m);
    expect(stdout).toMatch(/^missing +Models: openai +not set up\n +Set OPENAI_API_KEY/m);
    expect(stdout).toMatch(/^missing +Public address +not set/m);
    expect(stdout).toMatch(/^wrong +Master key +others may read its file \(permissions 644\)/m);
    expect(stdout).not.toContain(server.apiKey);
  });

  it("says what a key may not see, and that a key opens nothing", async () => {
    const { secret } = await post("/api_keys", { name: "Shop", livemode: true, scopes: ["customers:read"] });
    const narrow = await runOperator(["doctor", "--key", secret], { server });
    expect(narrow.stdout).toMatch(/^missing +API key[\s\S]*installation:read/m);
    const dead = await runOperator(["doctor", "--json", "--key", "op_prod_0000000000000000000000"], { server });
    expect(dead.code).toBe(1);
    expect(JSON.parse(dead.stdout).findings).toContainEqual(
      expect.objectContaining({ name: "API key", state: "wrong" }),
    );
  });

  it("looks at the environment where no server runs", async () => {
    const environment = { OPERATOR_HOST: "http://127.0.0.1:1", OPERATOR_DATA_DIR: folder };
    const set = { ANTHROPIC_API_KEY: "key", DATABASE_URL: "postgres://nobody@127.0.0.1:1/none", OPERATOR_TYPO: "1" };
    const { code, stdout } = await runOperator(["doctor"], { environment: { ...environment, ...set } });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^missing +Server +does not answer at http:\/\/127\.0\.0\.1:1/m);
    expect(stdout).toMatch(/^missing +Environment +OPERATOR_TYPO/m);
    expect(stdout).toMatch(/^ok +Models: anthropic/m);
    expect(stdout).toMatch(/^wrong +Database.*ECONNREFUSED/m);
    const wrong = await runOperator(["doctor"], { environment: { ...environment, PORT: "none" } });
    expect(wrong.stdout).toMatch(/^wrong +Environment +PORT/m);
  });
});

describe("operator start", () => {
  it("runs the platform, and stops it with the signal that it gets itself", async () => {
    await chmod(folder, 0o755);
    const data = join(folder, "data");
    const environment = { OPERATOR_DATA_DIR: data, PORT: String(await freePort()), OPERATOR_QUICKSTART: "false" };
    const started = startOperator(["start", "--no-build"], { environment });
    try {
      await started.shows(/Operator is running at/);
      started.child.kill("SIGTERM");
      expect(await started.end()).toBe(0);
    } finally {
      started.child.kill("SIGTERM");
      await started.end();
      await discardEmbeddedPostgres(join(data, "postgres"));
    }
  });

  it("ends with the platform's exit code", async () => {
    const { code, stderr } = await runOperator(["start", "--no-build"], { environment: { PORT: "none" } });
    expect(code).toBe(1);
    expect(stderr).toContain("PORT");
  });
});
