import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callServer, type ServerProcess, startServerProcess } from "../../../server/src/testing/server-process.ts";
import type { Vendor } from "../../src/import/importers.ts";
import { runOperator } from "../operator-process.ts";
import { EXPORTS, exportedPaths, imported } from "./exports.ts";

let server: ServerProcess;
let folder: string;

/** Keys that nothing is ever asked with: they make the vendors' models and voices known to the installation. */
const KEYS = Object.fromEntries(
  ["OPENAI", "ANTHROPIC", "GOOGLE", "ELEVENLABS", "CARTESIA", "DEEPGRAM"].map((vendor) => [
    `${vendor}_API_KEY`,
    "none",
  ]),
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "operator-import-"));
  server = await startServerProcess({ environment: KEYS });
});

afterAll(async () => {
  await server?.cleanUp();
  await rm(folder, { recursive: true, force: true });
});

/** What stands in for the secrets that were not copied. */
function secretsOf(vendor: Vendor, names: readonly string[]): Record<string, string> {
  const asked = JSON.stringify(imported(vendor, names).project).matchAll(/\$\{env:(\w+)\}/g);
  return Object.fromEntries([...asked].map(([, name]) => [name ?? "", "a-secret-of-a-test"]));
}

test.each(EXPORTS)("What was imported from %s can be applied, released and talked with: %s", async (vendor, names) => {
  const out = join(folder, `${vendor}-${names.length}`);
  const run = await runOperator(["import", vendor, ...exportedPaths(vendor, names), "--out", out]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  const environment = secretsOf(vendor, names);
  const applied = await runOperator(["apply", "--folder", out, "--release", "--yes"], { server, environment });
  expect(applied, applied.stdout + applied.stderr).toMatchObject({ code: 0 });
  const again = await runOperator(["--json", "plan", "--folder", out, "--release"], { server, environment });
  expect(again.code, again.stdout + again.stderr).toBe(0);
  const { data } = await callServer(server, { method: "GET", path: "/conversational_agents?limit=200" });
  const agents = data as { id: string; name: string }[];
  const expected = imported(vendor, names).project.conversationalAgents.map(({ name }) => name);
  const mine = agents.filter(({ name }) => expected.includes(name));
  expect(mine).toHaveLength(expected.length);
  for (const { id, name } of mine) expect(await answerOf(id), name).not.toBe("");
});

/** Says something to an agent, with the simulated model, and returns what it answers. */
async function answerOf(agent: string): Promise<string> {
  const created = await callServer(server, {
    method: "POST",
    path: "/conversations",
    body: {
      agent_id: agent,
      channel: { type: "chat_async" },
      livemode: false,
      override_config: { runtime: { model: "simulated/assistant" } },
      context: { $variables: { reader_name: "Alex", first_name: "Alex", hotel: "Seeblick" } },
    },
  });
  const answer = await fetch(`${server.url()}/conversations/${String(created["id"])}/session`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${server.apiKey}`,
      "operator-version": "2025-06-19",
      "content-type": "application/json",
    },
    body: JSON.stringify({ payload: { type: "user.message.send", text: "Hello, who are you?" } }),
  });
  const events = await answer.text();
  const message = /"type":"agent\.message\.completed","text":"([^"]*)/.exec(events)?.[1];
  if (message === undefined) throw new Error(`The agent said nothing: ${JSON.stringify(created)} ${events}`);
  return message;
}
