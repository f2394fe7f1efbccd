import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installationFindings } from "./installation.ts";
import { nodeFinding } from "./machine.ts";
import { publicUrlFindings } from "./public-url.ts";
import { clockFinding, type Installation } from "./server.ts";

const INSTALLATION: Installation = {
  version: "0.1.0",
  api_versions: ["2025-06-19"],
  node_version: "v20.20.2",
  time: "2026-03-01T09:00:00.000Z",
  public_url: "http://127.0.0.1:4000",
  is_public_url_set: true,
  database: { kind: "own", version: "16.4", pending_migrations: [], processes: 1, problem: null },
  master_key: { kept_in: "file", file_mode: "600" },
  disk_free_bytes: 50 * 1024 ** 3,
  open_file_limit: 65_536,
  parts: [],
};

describe("what a doctor says of an installation", () => {
  it.each<[string, Partial<Installation>, string, string]>([
    ["a database that is well", {}, "Database", "ok"],
    ["a database that is too old", { database: { ...INSTALLATION.database, version: "14.9" } }, "Database", "wrong"],
    ["one that is away", { database: { ...INSTALLATION.database, problem: "ECONNREFUSED" } }, "Database", "wrong"],
    [
      "tables that will change",
      { database: { ...INSTALLATION.database, pending_migrations: ["0099-next"] } },
      "Database",
      "missing",
    ],
    ["a key that only its owner reads", {}, "Master key", "ok"],
    ["one that the group reads", { master_key: { kept_in: "file", file_mode: "640" } }, "Master key", "wrong"],
    ["one that is not there yet", { master_key: { kept_in: "file", file_mode: null } }, "Master key", "ok"],
    ["a disk that is nearly full", { disk_free_bytes: 1_000_000 }, "Disk", "wrong"],
    ["few files", { open_file_limit: 1_024 }, "Open files", "missing"],
    ["files without a limit", { open_file_limit: null }, "Open files", "ok"],
  ])("tells of %s", (_what, change, name, state) => {
    const found = installationFindings({ ...INSTALLATION, ...change }).find((finding) => finding.name === name);
    expect(found?.state).toBe(state);
    expect(found?.remedy === null).toBe(state === "ok");
  });

  it.each([
    ["20.19.0", "ok"],
    ["22.1.0", "ok"],
    ["20.18.3", "wrong"],
    ["18.20.0", "wrong"],
  ])("tells of Node.js %s", (version, state) => {
    expect(nodeFinding(version).state).toBe(state);
  });

  it.each([
    [1_500, "ok"],
    [7_500, "wrong"],
    [-60_000, "wrong"],
  ])("tells of a clock at %s, read between 1000 and 2000", (time, state) => {
    expect(clockFinding(time, { asked: 1_000, answered: 2_000 }).state).toBe(state);
  });
});

describe("a public address", () => {
  let web: Server;
  let url: string;
  beforeAll(async () => {
    web = createServer((request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(request.url === "/health" ? '{"status": "ok"}' : "{}");
    });
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => web.close(resolve)));

  const states = async (change: Partial<Installation>) => {
    const findings = await publicUrlFindings({ ...INSTALLATION, ...change }, new AbortController().signal);
    return findings.map(({ name, state }) => `${name} ${state}`);
  };

  it("is well when it reaches the platform, and wants TLS", async () => {
    expect(await states({ public_url: url })).toEqual(["Public address ok", "TLS missing"]);
  });

  it("is wrong when it does not", async () => {
    expect(await states({ public_url: "http://127.0.0.1:1" })).toEqual(["Public address wrong", "TLS missing"]);
  });

  it("is wrong when TLS is promised and not spoken", async () => {
    const found = await states({ public_url: url.replace("http:", "https:") });
    expect(found).toEqual(["Public address wrong", "TLS wrong"]);
  });

  it("is missing when nobody has set it", async () => {
    expect(await states({ is_public_url_set: false })).toEqual(["Public address missing"]);
  });
});
