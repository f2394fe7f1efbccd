import { readFile } from "node:fs/promises";
import type { OpenAPI3 } from "openapi-typescript";
import { afterAll, beforeAll, expect, it } from "vitest";
import { wireTypesOf } from "../../scripts/wire-types.ts";
import { type ServerProcess, startServerProcess } from "../../server/src/testing/server-process.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess({ environment: { OPERATOR_QUICKSTART: "false" } });
}, 90_000);
afterAll(() => server?.cleanUp());

it("the SDK's types are those of the server's document; else run: npx tsx scripts/generate-wire-types.ts", async () => {
  const document = (await (await fetch(`${server.url()}/openapi.json`)).json()) as OpenAPI3;
  const kept = await readFile(new URL("../src/generated/rest.ts", import.meta.url), "utf8");
  // Not with toBe: a difference of thousands of lines helps nobody.
  expect((await wireTypesOf(document)) === kept).toBe(true);
});
