import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { OpenAPI3 } from "openapi-typescript";
import { buildServerIfStale } from "../server/src/testing/built-server.ts";
import { startServerProcess } from "../server/src/testing/server-process.ts";
import { wireTypesOf } from "./wire-types.ts";

const TARGET = fileURLToPath(new URL("../sdk/src/generated/rest.ts", import.meta.url));

buildServerIfStale();
const server = await startServerProcess({ environment: { OPERATOR_QUICKSTART: "false" } });
try {
  const answer = await fetch(`${server.url()}/openapi.json`);
  await writeFile(TARGET, await wireTypesOf((await answer.json()) as OpenAPI3));
  console.log(`Wrote ${TARGET}`);
} finally {
  await server.cleanUp();
}
