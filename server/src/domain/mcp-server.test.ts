import { expect, it } from "vitest";
import { mcpServerReplacementSchema, newMcpServerSchema, nextSyncIn } from "./mcp-server.ts";

it.each<[number, number, number]>([
  [0, 0, 240_000],
  [0, 0.5, 300_000],
  [0, 0.999, 359_880],
  [1, 0.5, 5_000],
  [2, 0.5, 10_000],
  [4, 0, 32_000],
  [7, 0.5, 300_000],
  [1_000, 0.5, 300_000],
])("after %i failures, with the chance %f, a server is asked again in %i ms", (failures, random, pause) => {
  expect(nextSyncIn(failures, random)).toBe(pause);
});

it.each(["", "CRM", "1crm", "crm.eu", "crm/eu", "x".repeat(33), "crm\n"])("refuses the name %j", (name) => {
  const transport = { type: "http", url: "https://tools.example/mcp" };
  expect(newMcpServerSchema.safeParse({ name, transport }).success).toBe(false);
});

it("takes back what it answered, and nothing else", () => {
  const settings = { name: "crm", transport: { type: "http", url: "https://tools.example/mcp", headers: { A: null } } };
  expect(mcpServerReplacementSchema.safeParse({ ...settings, id: "mcp_1", tools: [], status: "ready" }).success).toBe(
    true,
  );
  expect(mcpServerReplacementSchema.safeParse({ ...settings, url: "https://tools.example/mcp" }).success).toBe(false);
  expect(newMcpServerSchema.safeParse({ ...settings, status: "ready" }).success).toBe(false);
});
