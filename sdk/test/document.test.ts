import { readFile } from "node:fs/promises";
import type { OpenAPI3 } from "openapi-typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wireTypesOf } from "../../scripts/wire-types.ts";
import { type ServerProcess, startServerProcess } from "../../server/src/testing/server-process.ts";
import { createClient, signIn } from "../src/client.ts";
import type { Fetch } from "../src/transport.ts";

/** What of the document the SDK does not call, and why. */
const LEFT_OUT: readonly (readonly [endpoint: RegExp, reason: string])[] = [
  [/^POST \/carriers\//, "Carriers call it, with signatures of their own."],
];

let server: ServerProcess;
let document: OpenAPI3;
beforeAll(async () => {
  server = await startServerProcess({ environment: { OPERATOR_QUICKSTART: "false" } });
  document = (await (await fetch(`${server.url()}/openapi.json`)).json()) as OpenAPI3;
}, 90_000);
afterAll(() => server?.cleanUp());

it("the SDK's types are those of the server's document; else run: npx tsx scripts/generate-wire-types.ts", async () => {
  const kept = await readFile(new URL("../src/generated/rest.ts", import.meta.url), "utf8");
  // Not with toBe: a difference of thousands of lines helps nobody.
  expect((await wireTypesOf(document)) === kept).toBe(true);
});

describe("the client", () => {
  it("reaches every endpoint of the server's document, and no other", async () => {
    const called = await endpointsOfClient();
    const described = endpointsOf(document).filter((endpoint) => !LEFT_OUT.some(([left]) => left.test(endpoint)));
    expect(called).toEqual(described.map((endpoint) => endpoint.replaceAll(/\{\w+\}/g, "{}")).sort());
  });
});

/** Lists the endpoints of a document, as `GET /path/{id}`. */
function endpointsOf({ paths = {} }: OpenAPI3): string[] {
  const methods = ["get", "post", "put", "patch", "delete"];
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => methods.includes(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Calls everything a client can do, and lists where that led, with `{}` for every id. */
async function endpointsOfClient(): Promise<string[]> {
  const called = new Set<string>();
  const record: Fetch = async ({ method, url }) => {
    called.add(`${method} ${new URL(url).pathname.replaceAll("/~id", "/{}")}`);
    return Response.json({ data: [], cursor: null });
  };
  const reach = { host: "http://operator.test", fetch: record, retries: 0 };
  await signIn({ code: "x", ...reach });
  for (const group of Object.values(createClient({ ...reach, key: "op_prod_1" })))
    for (const call of typeof group === "function" ? [group] : Object.values(group)) await finish(call as AnyCall);
  return [...called].sort();
}

type AnyCall = (...args: unknown[]) => PromiseLike<unknown> | AsyncIterable<unknown>;

/** Makes a call, whatever it takes: as many of the ids as its path has are read as ids. */
async function finish(call: AnyCall): Promise<void> {
  const answer = call("~id", "~id", "~id");
  if ("then" in answer) await answer;
  // A stream is refused, as the answer is none.
  else await expect(answer[Symbol.asyncIterator]().next()).rejects.toThrow("no stream of events");
}
